-- Version 4: how far a session reaches. `Journey`: the one of its link. After a log-in, `Choosing`: several, none
-- chosen yet (the journey of its link is not shown); `Chosen`: its link's journey, and any other of the user's.

ALTER TABLE sessions ADD COLUMN reach TEXT NOT NULL DEFAULT 'Journey'
  CHECK (reach IN ('Journey', 'Choosing', 'Chosen'));
