//! Packages of the operating system: installed when root, otherwise named in the one command to run.

use crate::failure::{Failure, Result};
use crate::process;
use crate::say;
use std::process::Command;

/// Something that only the operating system's package manager has.
#[derive(Clone, Copy)]
pub(crate) enum SystemPackage {
    /// Chromium and the matching ChromeDriver.
    Chromium,
    /// A C++ compiler.
    CppCompiler,
    /// Python 3 with its `venv` module.
    Python,
    /// nginx, its brotli module, and Caddy.
    WebServers,
}

/// A package manager that these commands can speak to.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Manager {
    Apt,
    /// apt on Ubuntu, which names Chromium differently from Debian.
    AptOnUbuntu,
    Dnf,
    Zypper,
    Pacman,
    Brew,
}

/// Installs `package` when root. Otherwise fails with `missing`, a sentence, and the command that would.
pub(crate) fn install(package: SystemPackage, missing: &str) -> Result<()> {
    let Some(manager) = here() else {
        return Err(Failure::new(format!("{missing} Install it, then run the same command again.")));
    };
    let words = manager.install_command(package);
    let spoken = words.join(" ");
    if !process::is_root() || manager == Manager::Brew {
        let sudo = if manager == Manager::Brew { "" } else { "sudo " };
        return Err(Failure::new(format!(
            "{missing} Install it with `{sudo}{spoken}`, then run the same command again."
        )));
    }
    say::doing(format!("{missing} Installing it with `{spoken}` (a minute or two)"));
    if matches!(manager, Manager::Apt | Manager::AptOnUbuntu) {
        let update = apt(&["apt-get", "-qq", "update"]);
        process::run(&mut { update }, "`apt-get update` failed; the lines above say why.")?;
    }
    process::run(&mut apt(&words), &format!("`{spoken}` failed; the lines above say why."))
}

/// Whether the package manager that is here has a package by such a name for this.
pub(crate) fn offers(package: SystemPackage, part: &str) -> bool {
    here().is_some_and(|manager| manager.offers(package, part))
}

fn here() -> Option<Manager> {
    let os_release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    manager(&os_release, |program| process::find_on_path(program).is_some())
}

fn manager(os_release: &str, has: impl Fn(&str) -> bool) -> Option<Manager> {
    let apt = if os_release.lines().any(|line| line == "ID=ubuntu") { Manager::AptOnUbuntu } else { Manager::Apt };
    let known = [
        ("apt-get", apt),
        ("dnf", Manager::Dnf),
        ("zypper", Manager::Zypper),
        ("pacman", Manager::Pacman),
        ("brew", Manager::Brew),
    ];
    known.into_iter().find(|(program, _)| has(program)).map(|(_, manager)| manager)
}

impl Manager {
    fn install_command(self, package: SystemPackage) -> Vec<&'static str> {
        let start: &[&str] = match self {
            Self::Apt | Self::AptOnUbuntu => &["apt-get", "install", "-y", "--no-install-recommends"],
            Self::Dnf => &["dnf", "install", "-y"],
            Self::Zypper => &["zypper", "--non-interactive", "install"],
            Self::Pacman => &["pacman", "-S", "--needed", "--noconfirm"],
            Self::Brew => &["brew", "install"],
        };
        [start, self.names(package)].concat()
    }

    fn offers(self, package: SystemPackage, part: &str) -> bool {
        self.names(package).iter().any(|name| name.contains(part))
    }

    fn names(self, package: SystemPackage) -> &'static [&'static str] {
        match (package, self) {
            (SystemPackage::Chromium, Self::Apt) => &["chromium", "chromium-driver"],
            (SystemPackage::Chromium, Self::AptOnUbuntu) => &["chromium-browser", "chromium-chromedriver"],
            // Arch ships the driver in the same package.
            (SystemPackage::Chromium, Self::Pacman) => &["chromium"],
            (SystemPackage::Chromium, Self::Brew) => &["--cask", "chromium", "chromedriver"],
            (SystemPackage::Chromium, Self::Dnf | Self::Zypper) => &["chromium", "chromedriver"],
            (SystemPackage::CppCompiler, Self::Apt | Self::AptOnUbuntu) => &["g++"],
            (SystemPackage::CppCompiler, Self::Dnf | Self::Zypper) => &["gcc-c++"],
            (SystemPackage::CppCompiler, Self::Pacman) => &["gcc"],
            (SystemPackage::CppCompiler, Self::Brew) => &["llvm"],
            (SystemPackage::Python, Self::Apt | Self::AptOnUbuntu) => &["python3", "python3-venv"],
            (SystemPackage::Python, Self::Dnf | Self::Zypper) => &["python3"],
            (SystemPackage::Python, Self::Pacman | Self::Brew) => &["python"],
            (SystemPackage::WebServers, Self::Apt | Self::AptOnUbuntu) => {
                &["nginx-light", "libnginx-mod-http-brotli-static", "caddy"]
            }
            (SystemPackage::WebServers, Self::Dnf) => &["nginx", "nginx-mod-brotli", "caddy"],
            (SystemPackage::WebServers, Self::Zypper | Self::Pacman | Self::Brew) => &["nginx", "caddy"],
        }
    }
}

/// A command that asks no question; the variable is apt's and means nothing to the others.
fn apt(words: &[&str]) -> Command {
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).env("DEBIAN_FRONTEND", "noninteractive");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(os_release: &str, program: &str, package: SystemPackage) -> String {
        manager(os_release, |known| known == program)
            .map(|manager| manager.install_command(package).join(" "))
            .unwrap_or_default()
    }

    #[test]
    fn each_package_manager_has_its_command() {
        let chromium = |program| command("ID=any\n", program, SystemPackage::Chromium);
        assert_eq!(chromium("apt-get"), "apt-get install -y --no-install-recommends chromium chromium-driver");
        assert_eq!(chromium("dnf"), "dnf install -y chromium chromedriver");
        assert_eq!(chromium("zypper"), "zypper --non-interactive install chromium chromedriver");
        assert_eq!(chromium("pacman"), "pacman -S --needed --noconfirm chromium");
        assert_eq!(chromium("brew"), "brew install --cask chromium chromedriver");
        assert_eq!(chromium("unheard-of"), "");
    }

    #[test]
    fn the_compiler_has_a_name_everywhere() {
        let compiler = |program| command("ID=any\n", program, SystemPackage::CppCompiler);
        let names = ["apt-get", "dnf", "zypper", "pacman"]
            .map(|program| compiler(program).rsplit(' ').next().map(str::to_owned));
        assert_eq!(names, ["g++", "gcc-c++", "gcc-c++", "gcc"].map(|name| Some(name.to_owned())));
    }

    #[test]
    fn web_servers_come_with_what_sends_brotli_files() {
        let command = command("ID=debian\n", "apt-get", SystemPackage::WebServers);
        assert!(command.ends_with(" nginx-light libnginx-mod-http-brotli-static caddy"), "{command}");
    }

    #[test]
    fn not_every_manager_offers_the_brotli_module() {
        let offering =
            [Manager::Apt, Manager::AptOnUbuntu, Manager::Dnf, Manager::Zypper, Manager::Pacman, Manager::Brew]
                .map(|manager| manager.offers(SystemPackage::WebServers, "brotli"));
        assert_eq!(offering, [true, true, true, false, false, false]);
    }

    #[test]
    fn ubuntu_names_chromium_differently() {
        let command = command("NAME=Ubuntu\nID=ubuntu\n", "apt-get", SystemPackage::Chromium);
        assert_eq!(command, "apt-get install -y --no-install-recommends chromium-browser chromium-chromedriver");
    }

    #[test]
    fn python_on_debian_needs_its_venv_package() {
        let command = command("ID=debian\n", "apt-get", SystemPackage::Python);
        assert_eq!(command, "apt-get install -y --no-install-recommends python3 python3-venv");
    }
}
