# python3 run.py does the work, on Windows too; these are shorter names for it.
PYTHON ?= python3

.PHONY: run test sdk bench soak lock clean

run: ## install what is missing, then serve; PORT=8080 and HOST= choose where
	@$(PYTHON) run.py

test: ## install what the checks need, then run them all; GROUPS="lint types" runs some
	@$(PYTHON) run.py test $(GROUPS)

sdk: ## download Sinch's SDK file to static/sinch.min.js, and show its checksum
	@$(PYTHON) run.py sdk

bench: ## measure what credentials and callbacks cost, as ratios
	@$(PYTHON) run.py bench

soak: ## load, kill and fuzz the site for a quarter of an hour; ARGS="-k kills" runs a part
	@$(PYTHON) run.py soak $(ARGS)

lock: ## write requirements*.txt anew from requirements*.in; UPGRADE=1 takes newer versions
	@$(PYTHON) run.py lock $(if $(UPGRADE),--upgrade)

clean: ## remove what was installed or made, except the data in instance/
	rm -rf .venv node_modules test-results .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
