# Daily habits. Everything goes through uv and the one lock.
.PHONY: setup run test check format messages demo

setup:  ## environment with every development tool
	uv sync --frozen --extra postgres

run:  ## development server, reloading
	DEBUG=1 uv run --frozen manage.py runserver

demo:  ## the demonstration academy
	python3 manage.py demo

test:  ## the whole suite; pytest's arguments in ARGS
	uv run --frozen manage.py test $(ARGS)

check:  ## everything a reviewer runs, but the tests
	uv run --frozen ruff check .
	uv run --frozen ruff format --check .
	uv run --frozen mypy
	uv run --frozen lint-imports
	uv run --frozen djlint templates --lint --quiet
	uv run --frozen manage.py makemigrations --check --dry-run

format:  ## rewrite to the house style
	uv run --frozen ruff check --fix .
	uv run --frozen ruff format .

messages:  ## collect and compile the words of the interface (needs gettext)
	uv run --frozen manage.py makemessages --locale fr --locale en --locale nl --ignore ".venv/*" --ignore "var/*" --ignore "tests/*" --ignore "benchmarks/*" --no-location --no-obsolete
	uv run --frozen manage.py compilemessages --ignore ".venv"
