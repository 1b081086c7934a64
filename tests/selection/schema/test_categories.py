from __future__ import annotations

import pytest

from bot.selection.schema import infer_category, infer_columns, misfits
from bot.selection.schema.overrides import Overrides, parse_overrides
from bot.shop.ports import Attribute, Category, Kind

NAMES = ["ram", "kleur", "touchscreen"]
CELLS = [["8", "16"], ["zwart", "wit"], ["ja", "nee"]]


def laptop(schema: str) -> tuple[Category, Overrides]:
    """Two laptops with what a schema file says of them."""
    overrides = parse_overrides(schema, "laptop.yml")
    columns = infer_columns(NAMES, CELLS, overrides)
    return infer_category("laptop", [c.attribute for c in columns], overrides), overrides


class TestMisfits:
    @pytest.mark.parametrize(
        ("schema", "told"),
        [
            (
                "needs: [{id: a, prefer: [{rma: {ge: 8}}]}]",
                "needs.a.prefer.rma is 'rma'; allowed: ram, kleur, touchscreen",
            ),
            (
                "needs: [{id: a, require: [{kleur: {ge: 8}}]}]",
                "needs.a.require.kleur is 'ge'; allowed: in, eq with a value",
            ),
            (
                "needs: [{id: a, prefer: [{touchscreen: {eq: 1}}]}]",
                "needs.a.prefer.touchscreen is 'eq'; allowed: eq with true or false",
            ),
            (
                "needs: [{id: a, prefer: [{kleur: {in: [paars]}}]}]",
                "needs.a.prefer.kleur is 'paars'; allowed: zwart, wit",
            ),
            ("questions: [{ask: prijs}]", "questions.ask is 'prijs'; allowed: ram, kleur, touchscreen, need"),
            ("cross_sell: [{category: tas, same: [inch]}]", "cross_sell.tas.same is 'inch'; allowed: ram, kleur"),
            ("attributes: {ram: {same_as: geheugen}}", "attributes.ram.same_as is 'geheugen'; allowed: ram, kleur"),
            ("attributes: {kleur: {buckets: [1]}}", "attributes.kleur.buckets is [1.0]; allowed: buckets of a number"),
        ],
    )
    def test_are_told_with_file_key_value_and_what_is_allowed(self, schema: str, told: str) -> None:
        """What fits no attribute of the products is found at the import."""
        (found,) = misfits(*laptop(schema))

        assert found.startswith(f"laptop.yml: {told}")

    def test_none_where_all_fits(self) -> None:
        """A schema that is right is not told of."""
        schema = (
            "needs: [{id: a, prefer: [{ram: {ge: 8}}, {kleur: {in: [Wit]}}]}]\nquestions: [{ask: need}, {ask: ram}]"
        )

        assert misfits(*laptop(schema)) == []


class TestInferCategory:
    def test_leaves_out_what_does_not_fit(self) -> None:
        """The rest of the shop's advice stands."""
        category, _ = laptop(
            "needs: [{id: a, prefer: [{rma: {ge: 8}}, {ram: {ge: 8}}]}, {id: b, prefer: [{x: {le: 1}}]}]\n"
            "questions: [{ask: prijs}, {ask: need}]\n"
            "cross_sell: [{category: tas, same: [inch, kleur]}]\n"
            "attributes: {ram: {same_as: geheugen}}\n"
        )

        assert [(n.key, [p.attribute for p in n.prefer]) for n in category.needs] == [("a", ["ram"])]
        assert [q.about for q in category.questions] == ["need"]
        assert [a.same for a in category.accessories] == [("kleur",)]
        assert all(not a.same_as for a in category.attributes)


class TestSameAs:
    def test_in_a_circle_is_cut_once(self) -> None:
        """Two that are each other's: one stays, so that one of both is asked."""
        said = parse_overrides("attributes: {a: {same_as: b}, b: {same_as: a}}", "f.yml")
        given = [Attribute(key, Kind.NUMBER, same_as=said.attribute(key).same_as or "") for key in ("a", "b")]

        assert [a.same_as for a in infer_category("x", given, said).attributes] == ["", "a"]
