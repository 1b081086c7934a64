from __future__ import annotations

from prometheus_client import generate_latest

from bot.meters import GatewayMeters, WorkerMeters, open_registry


class TestGatewayMeters:
    def test_open_connections_go_up_and_down_and_all_are_counted(self) -> None:
        """The gauge says how many are open now, the counter how many there were."""
        registry = open_registry()
        meters = GatewayMeters(registry)
        meters.opened()
        meters.opened()
        meters.closed()

        assert registry.get_sample_value("koopwijzer_gateway_connections") == 1
        assert registry.get_sample_value("koopwijzer_gateway_connections_opened_total") == 2

    def test_frames_and_refusals_are_counted_by_their_kind(self) -> None:
        """A flood of one kind is seen among the others."""
        registry = open_registry()
        meters = GatewayMeters(registry)
        meters.heard("say")
        meters.heard("say")
        meters.refused("too_fast")
        meters.resumed()

        assert registry.get_sample_value("koopwijzer_gateway_frames_total", {"kind": "say"}) == 2
        assert registry.get_sample_value("koopwijzer_gateway_refusals_total", {"code": "too_fast"}) == 1
        assert registry.get_sample_value("koopwijzer_gateway_resumes_total") == 1

    def test_the_goal_of_a_reply_is_a_bound(self) -> None:
        """How many replies came within 60 and within 700 ms can be read off exactly."""
        registry = open_registry()
        meters = GatewayMeters(registry)
        for seconds in (0.059, 0.3, 0.71):
            meters.answered(seconds)

        assert registry.get_sample_value("koopwijzer_gateway_reply_seconds_bucket", {"le": "0.06"}) == 1
        assert registry.get_sample_value("koopwijzer_gateway_reply_seconds_bucket", {"le": "0.7"}) == 2
        assert registry.get_sample_value("koopwijzer_gateway_reply_seconds_count") == 3


class TestWorkerMeters:
    def test_turns_are_timed_by_what_became_of_them(self) -> None:
        """Turns that another worker took over stand apart from those that were done."""
        registry = open_registry()
        meters = WorkerMeters(registry)
        meters.made("done", 0.02)
        meters.made("fenced", 3.0)
        meters.failed()
        meters.shares(32)

        assert registry.get_sample_value("koopwijzer_worker_turn_seconds_sum", {"outcome": "done"}) == 0.02
        assert registry.get_sample_value("koopwijzer_worker_turn_seconds_count", {"outcome": "fenced"}) == 1
        assert registry.get_sample_value("koopwijzer_worker_turn_failures_total") == 1
        assert registry.get_sample_value("koopwijzer_worker_shards") == 32


class TestRegistry:
    def test_the_roles_of_one_process_share_it(self) -> None:
        """Gateway and worker in one process show their figures on one page, each once."""
        registry = open_registry()
        GatewayMeters(registry)
        WorkerMeters(registry)
        page = generate_latest(registry).decode()

        assert page.count("# TYPE koopwijzer_gateway_connections gauge") == 1
        assert "_created" not in page

    def test_two_processes_count_apart(self) -> None:
        """What one registry counts is not seen in another."""
        one, other = open_registry(), open_registry()
        GatewayMeters(one).opened()
        GatewayMeters(other)

        assert other.get_sample_value("koopwijzer_gateway_connections") == 0
