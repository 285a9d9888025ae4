# python3 run.py does the work, on Windows too; these are shorter names for it.
PYTHON ?= python3

.PHONY: run serve lan test sdk bench soak lock audit licences clean

run: ## install what is missing, then serve; PORT=8080 and HOST= choose where
	@$(PYTHON) run.py

serve: ## serve in production (docs/deploy.md); PROCESSES=4 says in how many processes
	@$(PYTHON) run.py serve

lan: ## serve the sandbox to the machines of this network, over HTTPS; PORT=9443 and HOST= choose where
	@$(PYTHON) run.py lan

test: ## install what the checks need, then run them all; GROUPS="lint types" runs some
	@$(PYTHON) run.py test $(GROUPS)

sdk: ## download Sinch's SDK file to static/sinch.min.js, and show its checksum
	@$(PYTHON) run.py sdk

bench: ## measure what credentials, callbacks, the page and calls cost
	@$(PYTHON) run.py bench

soak: ## load, kill and fuzz the site for half an hour; ARGS="-k kills" runs a part
	@$(PYTHON) run.py soak $(ARGS)

lock: ## write requirements*.txt anew from requirements*.in; UPGRADE=1 takes newer versions
	@$(PYTHON) run.py lock $(if $(UPGRADE),--upgrade)

audit: ## look for known faults of the locked packages, on the internet
	@$(PYTHON) run.py audit

licences: ## write docs/licences.md anew, from what the packages say of themselves
	@$(PYTHON) run.py licences

clean: ## remove what was installed or made, except the data in instance/
	rm -rf .venv node_modules test-results .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
