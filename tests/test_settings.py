from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.selection.asking.policies import POLICIES
from bot.setting_kinds import InvalidSetting
from bot.setting_table import TABLE
from bot.settings import QUESTIONS, Settings, read


class TestDefaults:
    def test_an_empty_environment_runs_a_shop_on_this_machine_only(self) -> None:
        """Without any setting both ports listen on this machine only and nothing outside it is needed."""
        settings = read({})

        assert (settings.public_host, settings.staff_host) == ("127.0.0.1", "127.0.0.1")
        assert settings.metrics_host == "127.0.0.1"
        assert (settings.redis_url, settings.database_url) == ("", "")
        assert not settings.production

    def test_every_line_of_the_table_is_a_field(self) -> None:
        """A setting that is in the table can be read by the program."""
        assert len(TABLE) == len(fields(Settings))


class TestPlaces:
    def test_everything_written_is_in_the_data_folder(self, tmp_path: Path) -> None:
        """Database, catalogue and model follow KOOPWIJZER_DATA."""
        settings = read({"KOOPWIJZER_DATA": str(tmp_path)})

        assert settings.journey_url == f"sqlite:///{tmp_path}/journey.db"
        assert settings.desk_url == f"sqlite:///{tmp_path}/desk.db"
        assert settings.catalogue_path.parent == settings.model_folder.parent == tmp_path

    def test_a_database_url_takes_both_databases(self) -> None:
        """With DATABASE_URL journey and desk share one server."""
        settings = read({"DATABASE_URL": "postgresql://shop"})

        assert settings.journey_url == settings.desk_url == "postgresql://shop"


class TestValues:
    def test_origins_are_a_list_without_closing_slashes(self) -> None:
        """Origins may be written as people copy them from the address bar."""
        settings = read({"ALLOWED_ORIGINS": " https://shop.example/  https://www.shop.example"})

        assert settings.allowed_origins == ("https://shop.example", "https://www.shop.example")

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("PUBLIC_PORT", "65536"),
            ("PUBLIC_PORT", "-1"),
            ("STAFF_PORT", "http"),
            ("STAFF_PORT", ""),
            ("METRICS_PORT", "on"),
            ("METRICS_PORT", "65536"),
            ("MAX_CHARS", "0"),
            ("ENCODER", "bert"),
            ("QUESTIONS", "best"),
            ("ORDER_NUMBER", "W[0-9"),
            ("DEFAULT_LANGUAGE", "NL"),
            ("ADDRESS", "U"),
            ("KOOPWIJZER_ENV", "prod"),
            ("LOG_LEVEL", "loud"),
            ("WIDGET_SHARE", "101"),
            ("WIDGET_SHARE", "half"),
            ("WIDGET_PREVIEW", "twee woorden"),
            ("JOURNEY_SITE", "twee woorden"),
            ("JOURNEY_KEY_EVENTS", "-1"),
            ("JOURNEY_KEEP_WORDS", "0"),
            ("JOURNEY_KEEP_WORDS", "761"),
            ("JOURNEY_KEEP_CONTACTS", "for good"),
            ("JOURNEY_KEY_FILE", "none.key"),
            ("ORDERS_FILE", "none.yml"),
            ("TERMS_FILE", "/"),
            ("CART_URL", "/basket"),
        ],
    )
    def test_a_value_that_is_not_allowed_is_named_with_what_is(self, name: str, value: str) -> None:
        """The error says which setting, what it was and what it may be."""
        with pytest.raises(InvalidSetting, match=rf"^{name} is '{re.escape(value)}'; allowed: .+ Change it"):
            read({name: value})

    def test_questions_may_be_chosen_by_every_policy_there_is(self) -> None:
        """The settings name them without loading the judgement."""
        assert set(QUESTIONS) == set(POLICIES)

    @given(st.text(max_size=12))
    def test_any_port_is_a_number_in_range_or_refused(self, value: str) -> None:
        """No text whatever gives a port that cannot be listened on, nor another error than the named one."""
        try:
            port = read({"PUBLIC_PORT": value}).public_port
        except InvalidSetting:
            return

        assert 0 <= port <= 65535


class TestMetricsPort:
    @pytest.mark.parametrize(("given", "port"), [("9100", 9100), ("0", 0), ("off", None), ("", None)])
    def test_it_may_be_any_free_one_or_none_at_all(self, given: str, port: int | None) -> None:
        """Whoever scrapes nothing need not open a port."""
        assert read({"METRICS_PORT": given}).metrics_port == port

    @pytest.mark.parametrize(
        ("port", "workers"),
        [("8079", "2"), ("8079", "1"), ("8080", "1"), ("8016", "64"), ("65535", "1"), ("65472", "64")],
    )
    def test_those_of_the_workers_must_be_free_as_well(self, port: str, workers: str) -> None:
        """Worker processes take the ports after it; the public and staff ports and those past the last are no such."""
        environment = {"METRICS_PORT": port, "WORKERS": workers, "PUBLIC_PORT": "8080", "STAFF_PORT": "8081"}

        with pytest.raises(InvalidSetting, match=rf"^METRICS_PORT is '{port}'; allowed: .+ Change it"):
            read(environment)

    def test_what_is_allowed_names_the_number_of_workers(self) -> None:
        """Whoever reads the error knows how many ports to leave free."""
        with pytest.raises(
            InvalidSetting, match="after which 2 more are free for the workers, other than those of pub"
        ):
            read({"METRICS_PORT": "8079", "WORKERS": "2", "PUBLIC_PORT": "8080"})

    @pytest.mark.parametrize(
        ("port", "workers"), [("8078", "1"), ("8079", "0"), ("8082", "64"), ("65471", "64"), ("0", "64"), ("off", "64")]
    )
    def test_those_of_the_workers_may_be_any_others(self, port: str, workers: str) -> None:
        """Up to the last port there is; one that is free or none asks for no others."""
        environment = {"METRICS_PORT": port, "WORKERS": workers, "PUBLIC_PORT": "8080", "STAFF_PORT": "8081"}

        assert read(environment).metrics_port == (None if port == "off" else int(port))


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("REDIS_URL", "localhost:6379"),
            ("DATABASE_URL", "mysql://user:geheim@host/db"),
            ("ALLOWED_ORIGINS", "shop.example"),
            ("ALLOWED_ORIGINS", "https://shop.example/page"),
            ("STAFF_PASSWORD_HASH", "geheim"),
            ("STAFF_PORT", "8080"),
            ("METRICS_PORT", "8080"),
            ("METRICS_PORT", "8081"),
            ("JOURNEY_KEYS", "/shop=geheim"),
            ("JOURNEY_KEYS", "geheim"),
            ("JOURNEY_SECRET", "geheim"),
            ("JOURNEY_KEY", "geheim"),
        ],
    )
    def test_a_wrong_value_is_named_and_a_password_never_shown(self, name: str, value: str) -> None:
        """The start stops before anything is opened, and the log of it can be shared."""
        with pytest.raises(InvalidSetting, match=name) as caught:
            read({name: value})

        assert "geheim" not in str(caught.value)

    def test_production_wants_a_long_key(self) -> None:
        """A key that can be guessed signs nothing."""
        with pytest.raises(InvalidSetting, match="32 random characters"):
            read({"KOOPWIJZER_ENV": "production", "SECRET_KEY": "kort"})


class TestTheKeyOfTheJourney:
    def test_lies_in_the_data_folder_when_nobody_says(self, tmp_path: Path) -> None:
        """One machine needs nothing."""
        assert read({"KOOPWIJZER_DATA": str(tmp_path)}).journey_key == tmp_path / "journey.key"

    def test_may_be_a_file_that_hosts_share(self, tmp_path: Path) -> None:
        """Each with the same one, wherever it is put."""
        file = tmp_path / "shared.key"
        file.write_text("00" * 32)

        assert read({"JOURNEY_KEY_FILE": str(file)}).journey_key == file

    def test_may_lie_beside_a_database_of_its_own(self, tmp_path: Path) -> None:
        """As that of a demo, which has people and key of its own."""
        url = f"sqlite:///{tmp_path / 'demo.db'}"
        without = read({"DATABASE_URL": url}).journey_key
        (tmp_path / "demo.key").touch()

        assert without != tmp_path / "demo.key"
        assert read({"DATABASE_URL": url}).journey_key == tmp_path / "demo.key"

    def test_may_be_given_itself(self) -> None:
        """As the other secrets are."""
        assert read({"JOURNEY_KEY": "0f" * 32}).journey_key == "0f" * 32

    @pytest.mark.parametrize("key", ["0f" * 31, "0f" * 32 + "0", "zz" * 32])
    def test_is_64_hexadecimal_digits_or_more(self, key: str) -> None:
        """A short key can be guessed; it is not shown in the error."""
        with pytest.raises(InvalidSetting, match="64 hexadecimal digits or more") as caught:
            read({"JOURNEY_KEY": key})

        assert key not in str(caught.value)

    def test_is_not_given_twice(self, tmp_path: Path) -> None:
        """Nobody would know which of the two holds."""
        file = tmp_path / "shared.key"
        file.touch()

        with pytest.raises(InvalidSetting, match="empty when JOURNEY_KEY holds the key"):
            read({"JOURNEY_KEY": "0f" * 32, "JOURNEY_KEY_FILE": str(file)})


class TestRoles:
    def test_all_of_them_are_the_default_in_the_order_they_start(self) -> None:
        """Shoppers can speak before the worker has loaded its model."""
        assert read({}).roles == ("tracker", "desk", "gateway", "worker")

    def test_a_process_may_have_one(self) -> None:
        """Over a server that all of them reach."""
        assert read({"ROLES": "worker", "REDIS_URL": "redis://log:6379"}).roles == ("worker",)

    @pytest.mark.parametrize("roles", ["", "worker singer", "WORKER"])
    def test_unknown_ones_are_refused(self, roles: str) -> None:
        """With all that are allowed."""
        with pytest.raises(InvalidSetting, match="one or more of tracker, desk, gateway, worker"):
            read({"ROLES": roles, "REDIS_URL": "redis://log:6379"})

    def test_a_part_needs_a_server_for_all(self) -> None:
        """The embedded one belongs to a process that does everything."""
        with pytest.raises(InvalidSetting, match="REDIS_URL is ''; allowed: a server for all processes"):
            read({"ROLES": "gateway worker"})
