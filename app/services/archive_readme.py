"""What the archive says of itself, for whoever opens it without Drillbook."""

README = """\
A learner's archive, written by Drillbook
=========================================

Everything that Drillbook keeps of one learner, save the password, the sessions,
the API tokens and the keys of webhooks and browsers, which are secrets, and
save which reminders were sent, which is forgotten after 90 days. The cards'
texts are not in it: they belong to the lessons, and are named here by their ids
(course.key.part).

Another Drillbook takes it in as it is, under Settings, "Your record",
or with `drillbook learner import NAME FILE`. The same schedules, days and XP
come out, since they all follow from the events.

All files are UTF-8. A file that ends in .json holds one JSON object, one that
ends in .jsonl a JSON object in each line. Times are ISO 8601 with their offset
from UTC; days are dates.

account.json
  format         always "drillbook-archive"
  version        of this format: 1
  name           the name of the account
  since          when the learner began
  confirmed_at   when the e-mail address was confirmed, or null
  operator       whether the learner runs the service
  events         how many events there are

settings.json
  called         the name that pages use
  zone           time zone
  rollover_hour  the hour at which the learner's day begins
  new_per_day    new cards a day
  cap_per_day    reviews a day, at most
  scheduler      sm2 or fsrs
  retention      for fsrs: the wanted share of right answers, such as 0.9
  buttons        2 or 4 grades to choose from
  typed_answers  whether answers are typed
  theme          system, light or dark
  text_percent   size of the text
  letter_keys    whether single letters work as keys
  lesson_marks   whether lessons show what is remembered

followed.jsonl: the courses that the learner follows
  course         id of the course
  followed_at    since when

card_notes.jsonl: the learner's own words on cards
  card_id, text, written_at

flags.jsonl: mistakes that the learner reported
  flag_id, card_id, text, flagged_at

reminders.jsonl: where reminders go, and when. It is not taken in elsewhere:
there each place has to be confirmed anew
  kind           email, push (to a browser) or webhook
  where_to       address
  device         which browser
  weekdays       days of the week, Monday being 1
  at             time of the day
  added_at       since when
  confirmed_at   when it was confirmed, or null
  off_because    why it is switched off, or null

events.jsonl: the log, in the order in which it was received
  id             made by the device, a UUID of version 7
  kind           reviewed, voided, suspended, resumed, reset or buried
  card_id        the card
  effective_at   when it counts from: the time on the device, but never later
                 than five minutes after received_at. A card's events are taken
                 in the order of (effective_at, id)
  received_at    when it reached the server
  sent           what the device sent, unchanged:
    reviewed     grade (forgot, hard, good, easy), answered_at, study_day, zone,
                 elapsed_ms (milliseconds until the answer), asked_as (review,
                 practice, cram); where there was one, choice (the options
                 picked) and typed (the text written)
    voided       at, and voids: the id of the event that is as if never sent
    buried       at, and until_day: not asked before that day
    suspended    at: set aside
    resumed      at: brought back
    reset        at: begun anew
"""
