"""All of them, one after the other: ``make bench``."""

from benchmarks import callback_speed, page_speed, signing_speed

signing_speed.main()
callback_speed.main()
page_speed.main()
