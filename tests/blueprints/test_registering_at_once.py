"""Several people want one username at the same moment."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import func, select

from extensions import db
from models import User
from tests.conftest import Browser

RACERS = 8
PASSWORD = "correct horse battery"


def test_one_of_them_gets_it_and_the_others_hear_why(app: Flask) -> None:
    browsers = [Browser(app) for _ in range(RACERS)]
    form = {"username": "wanted", "display_name": "Somebody", "password": PASSWORD}
    forms = [{**form, "csrf_token": browser.csrf_token()} for browser in browsers]

    with ThreadPoolExecutor(RACERS) as pool:
        answers = list(pool.map(lambda b, f: b.post("/register", data=f), browsers, forms))

    assert Counter(answer.status_code for answer in answers) == {303: 1, 422: RACERS - 1}
    assert sum("This username is taken" in answer.text for answer in answers) == RACERS - 1
    assert db.session.scalar(select(func.count()).select_from(User)) == 1
