//! Effects and screens in words, so that a story reads as what a lead sees and a network log shows.

use onboarding::activity::Body;
use onboarding::calendar::DateTime;
use onboarding::failure::Failure;
use onboarding::form::{Fault, Problem};
use onboarding::journey::Role;
use onboarding::machine::{Effect, Notice};
use onboarding::screen::{
    ActivityScreen, CheckingScreen, ClosingScreen, Content, EndingState, FailedScreen, LogInState, Looks, Page,
    RenewalState, Rest, Row, RowState, Screen, SendingState, SessionList, SessionRow, SessionsScreen, StageRows,
    StayScreen, VisitScreen,
};

/// One line per effect: `GET /path`, `wait 2 s`, `go to /path`, `replace by /path`, `leave for https://…`.
pub(crate) fn effect(effect: &Effect) -> String {
    match effect {
        // That only one tab sends it is the shell's to see to.
        Effect::Call(_, request) | Effect::SendOnce(_, _, request) => format!("{} {}", request.method, request.path),
        Effect::Record(_, recorded) => format!("record {}", recorded.activity),
        Effect::Unrecord(recorded) => format!("unrecord {}", recorded.activity),
        Effect::FindRecorded(user, journey) => format!("find what {user} recorded in {journey}"),
        Effect::KeepSnapshot(snapshot) => format!("keep a snapshot of {}", snapshot.user),
        Effect::ForgetSnapshot => "forget the snapshot".to_owned(),
        Effect::FindSnapshot(_) => "find a snapshot".to_owned(),
        Effect::Wake(_, milliseconds) => format!("wait {} s", f64::from(*milliseconds) / 1000.0),
        Effect::Go { route, replace: false } => format!("go to {}", route.path()),
        Effect::Go { route, replace: true } => format!("replace by {}", route.path()),
        Effect::Leave(url) => format!("leave for {}", url.as_str()),
        Effect::ForgetLink => "forget the link".to_owned(),
        Effect::RememberSession => "remember the session".to_owned(),
        Effect::KeepToken(_) => "keep the token".to_owned(),
        Effect::PostToFrame { activity, .. } => format!("post to the frame of {activity}"),
        Effect::OpenTab(url) => format!("open a tab for {}", url.as_str()),
        Effect::CloseTab => "close the tab".to_owned(),
        Effect::VisitProvider(url) => format!("visit {}", url.as_str()),
        Effect::RememberVisit(visit) => {
            let mut kept = String::new();
            visit.keep(|text| kept.push_str(text));
            format!("remember {kept}")
        }
        Effect::ForgetVisit => "forget the visit".to_owned(),
        Effect::Reload => "reload".to_owned(),
        Effect::Tell(word) => format!("tell {word:?}"),
        Effect::ForgetPerson(user) => format!("forget person {user}"),
        Effect::KeepLanguage(locale) => format!("keep language {}", locale.tag()),
        Effect::ForgetToken => "forget the token".to_owned(),
        // Where in an answer something was found depends on its spelling.
        Effect::Complain(detail) => format!("complain: {}", detail.split(" at line ").next().unwrap_or_default()),
    }
}

/// What the frame tells of looking for news, and of what they brought.
pub(crate) fn watch(page: &Page) -> String {
    let at = |time: DateTime| time.time_typed();
    let looks = match page.looks {
        None => "nothing is awaited".to_owned(),
        Some(Looks::Regular(time)) => format!("looked at {}", at(time)),
        Some(Looks::InVain(time)) => format!("looks in vain since {}", at(time)),
        Some(Looks::SessionEnded) => "the session has ended".to_owned(),
    };
    let news = page.news.iter().flat_map(|news| {
        let opened = news.opened.iter().map(|name| format!("; new: {name}"));
        opened.chain(news.completed.iter().map(|name| format!("; completed: {name}")))
    });
    looks + &news.collect::<String>()
}

/// One line per screen.
pub(crate) fn screen(screen: &Screen) -> String {
    match screen {
        Screen::Waiting(waiting) => format!("waiting for the {}", format!("{waiting:?}").to_lowercase()),
        Screen::Confirm => "one click to open the link".to_owned(),
        Screen::Journey(journey) => {
            let progress = format!("{} of {} done", journey.progress.done, journey.progress.total);
            format!("tasks, {progress}: {}{}", stages(&journey.stages), notice(&journey.notice))
        }
        Screen::Activity(screen) => activity(screen),
        Screen::Settling => "settling".to_owned(),
        Screen::Leaving(url) => format!("leaving for {}", url.host()),
        Screen::Closing(screen) => closing(screen),
        Screen::Failed(screen) => failed(screen),
        Screen::LogIn(log_in) => format!("log-in page{}", log_in_state(&log_in.state)),
        Screen::Switching(switching) => {
            let person = [switching.person.name.as_deref(), switching.person.email.as_deref()];
            format!("here already: {}", person.into_iter().flatten().collect::<Vec<_>>().join(", "))
        }
        Screen::Choice(choice) => {
            let names = choice.journeys.iter().map(|journey| {
                let name = journey.name.as_deref().unwrap_or("without a name");
                format!("{} {name} ({})", journey.id, role(&journey.role))
            });
            let opening = choice.opening.map(|journey| format!("; opening {journey}")).unwrap_or_default();
            let failure = choice.failure.map(|failure| format!("; failed: {failure:?}")).unwrap_or_default();
            format!("choose: {}{opening}{failure}", names.collect::<Vec<_>>().join(", "))
        }
        Screen::Sessions(screen) => sessions(screen),
        Screen::SignedOut => "signed out".to_owned(),
        Screen::NotFound => "no such page".to_owned(),
    }
}

/// Each session by its place; its id shows nowhere.
fn sessions(screen: &SessionsScreen) -> String {
    let row = |row: &SessionRow| {
        let this = if row.is_this { " (this)" } else { "" };
        let ending = match row.ending {
            EndingState::Ready => String::new(),
            EndingState::UnderWay => " (ending)".to_owned(),
            EndingState::Failed(failure) => format!(" (not ended: {})", name(failure)),
        };
        format!("{}{this}{ending}", row.place.as_deref().unwrap_or("somewhere"))
    };
    let list = match &screen.list {
        SessionList::Loading => "loading".to_owned(),
        SessionList::Failed(failure) => format!("failed: {}", name(*failure)),
        SessionList::Here(rows) => rows.iter().map(row).collect::<Vec<_>>().join(", "),
    };
    let newer = if screen.has_newer { "; newer" } else { "" };
    let older = if screen.has_older { "; older" } else { "" };
    let others = match screen.ending_others {
        EndingState::Ready => String::new(),
        EndingState::UnderWay => "; ending others".to_owned(),
        EndingState::Failed(failure) => format!("; not all ended: {}", name(failure)),
    };
    format!("sessions: {list}{newer}{older}{others}")
}

/// How logging in stands, behind the name of the page; nothing where nothing was tried.
pub(crate) fn log_in_state(state: &LogInState) -> String {
    match state {
        LogInState::Ready => String::new(),
        LogInState::UnderWay => ": under way".to_owned(),
        LogInState::Refused(refusal) => format!(": {refusal:?}"),
    }
}

fn stages(stages: &[StageRows]) -> String {
    stages.iter().map(|stage| stage.rows.iter().map(row).collect::<Vec<_>>().join(", ")).collect::<Vec<_>>().join(" | ")
}

fn row(row: &Row) -> String {
    let state = match row.state {
        RowState::Next => "next",
        RowState::ToDo => "to do",
        RowState::Unsent => "not sent yet",
        RowState::Completed => "done",
        RowState::BeingChecked => "being checked",
        RowState::WaitingForOthers => "waiting",
        RowState::ContactUs => "contact us",
        RowState::NotYet => "not yet",
    };
    let actor = row.actor.as_ref().map(|actor| format!(" ({})", role(actor))).unwrap_or_default();
    format!("{} {state}{actor}", row.id)
}

fn role(role: &Role) -> &'static str {
    match role {
        Role::Lead => "lead",
        Role::Stakeholder => "stakeholder",
        Role::BackOffice => "company",
        Role::Automatic => "automatic",
        Role::Other => "somebody",
    }
}

fn notice(notice: &Option<Notice>) -> String {
    match notice {
        None => String::new(),
        Some(Notice::Completed(name)) => format!("; completed {name}"),
        Some(Notice::HandedIn(name)) => format!("; handed in {name}"),
        Some(Notice::AlreadyDone(name)) => format!("; {name} was done already"),
        Some(Notice::NotNow(name)) => format!("; {name} cannot be done for now"),
        Some(Notice::CompletedElsewhere(name)) => format!("; {name} was completed elsewhere"),
    }
}

fn activity(screen: &ActivityScreen) -> String {
    let body = |body: &Body| match body {
        Body::Provider(_) => " at a provider",
        Body::Video(_) => ", video",
        Body::Unsupported => ", unsupported",
        _ => "",
    };
    let content = match &screen.content {
        Content::ToDo(shown) => format!("to do{}", body(shown)),
        Content::Given(shown) => format!("given{}", body(shown)),
        Content::BeingChecked => "being checked".to_owned(),
        Content::WaitingFor(actor) => format!("waiting for {}", role(actor)),
        Content::NotYet => "not yet".to_owned(),
    };
    let sending = match &screen.sending {
        SendingState::Ready => String::new(),
        SendingState::UnderWay(None) => ", sending".to_owned(),
        SendingState::UnderWay(Some(failure)) => format!(", sending again after {}", name(*failure)),
        SendingState::Failed(failure) => format!(", failed: {}", name(*failure)),
        SendingState::Invalid(problems, messages) => format!(", refused: {}", refusals(problems, messages)),
    };
    let visit = visit(&screen.visit);
    format!("activity {}: {content}{visit}{sending}{}", screen.id, notice(&screen.notice))
}

fn visit(screen: &VisitScreen) -> String {
    let stay = match &screen.stay {
        StayScreen::Ready => String::new(),
        StayScreen::Opening(way, None) => format!(", opening ({way:?})"),
        StayScreen::Opening(way, Some(failure)) => format!(", opening ({way:?}) again after {}", name(*failure)),
        StayScreen::Refused(failure) => format!(", not opened: {}", name(*failure)),
        StayScreen::Framed(frame) => {
            let silent = if frame.silent { ", silent" } else { "" };
            format!(", frame {} of {}{silent}", frame.generation, frame.url.as_str())
        }
        StayScreen::Elsewhere(way, url) => {
            format!(", elsewhere ({way:?}){}", url.as_ref().map(|url| format!(" {}", url.as_str())).unwrap_or_default())
        }
        StayScreen::Ended(ending) => format!(", ended: {ending:?}"),
    };
    let checking = match &screen.checking {
        CheckingScreen::Idle => String::new(),
        CheckingScreen::UnderWay(None) => ", asking".to_owned(),
        CheckingScreen::UnderWay(Some(failure)) => format!(", asking again after {}", name(*failure)),
        CheckingScreen::NotConfirmed => ", not confirmed".to_owned(),
        CheckingScreen::Failed(failure) => format!(", not asked: {}", name(*failure)),
    };
    format!("{stay}{checking}")
}

fn refusals(problems: &[Problem], messages: &[String]) -> String {
    let fault = |problem: &Problem| match &problem.fault {
        Fault::Refused { code, message: None } => format!("{} {code}", problem.field),
        Fault::Refused { code, message: Some(message) } => format!("{} {code} “{message}”", problem.field),
        other => format!("{} {other:?}", problem.field),
    };
    let messages = messages.iter().map(|message| format!("“{message}”"));
    problems.iter().map(fault).chain(messages).collect::<Vec<_>>().join(", ")
}

fn closing(screen: &ClosingScreen) -> String {
    let complete = match screen.rest {
        Rest::ToDo => "something to do",
        Rest::Nothing => "all done",
        Rest::Others => "your part is done",
        Rest::Lead => "nothing for now",
    };
    let redirect = screen.redirect.as_ref().map(|url| format!(", go on to {}", url.host())).unwrap_or_default();
    format!("closing page: {complete}{redirect}: {}", stages(&screen.stages)).trim_end_matches(": ").to_owned()
}

fn failed(screen: &FailedScreen) -> String {
    let renewal = match screen.renewal {
        RenewalState::NotOffered => "",
        RenewalState::Offered => ", new link offered",
        RenewalState::Failed(failure) => &format!(", new link not asked for: {failure:?}"),
        RenewalState::Asking => ", new link being asked for",
        RenewalState::Sent => ", new link sent",
    };
    let retries = if screen.retries { ", tried again by itself" } else { "" };
    format!("stopped: {} → {:?}{renewal}{retries}", name(screen.failure), screen.next)
}

/// `Busy(Some(5))` as `Busy 5 s`.
fn name(failure: Failure) -> String {
    match failure {
        Failure::Busy(Some(seconds)) => format!("Busy {seconds} s"),
        Failure::Busy(None) => "Busy".to_owned(),
        other => format!("{other:?}"),
    }
}
