"""All of them, one after the other: ``make bench``."""

from benchmarks import call_setup, callback_speed, page_speed, signing_speed

signing_speed.main()
callback_speed.main()
page_speed.main()
call_setup.main()
