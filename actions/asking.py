"""Asking: what is done with the answer to the question that goes with the products."""

from __future__ import annotations

from dataclasses import replace

from actions.happened import QuestionAnswered
from actions.offering import Offering
from actions.reading import ANSWER_QUESTION, answer_in, lost_patience
from actions.reply import Reply
from actions.rerouting import FIND_PRODUCTS
from actions.shopper import Shopper
from actions.wording import wished
from bot.selection.answering import Answer, wants_quiet
from bot.selection.state import Question, State
from bot.shop.ports import Category


class AnswerQuestion(Offering):
    """The answer to the open question changes what is shown, and the next question comes with it."""

    action_name = ANSWER_QUESTION

    async def sell(self, shopper: Shopper) -> Reply:
        """Take the answer; whoever wants no more questions gets none."""
        category = self.shelf.category(shopper.selection.category)
        sighs = lost_patience(shopper, self.services.mood)
        if category and (sighs or wants_quiet(shopper.text)):
            quiet = replace(shopper.selection, quiet=True)
            return self.offer(shopper, category, quiet, "utter_mood_quiet" if sighs else "utter_quiet")
        answer, question = answer_in(shopper, self.shelf), shopper.selection.question
        if category is None or answer is None or question is None:
            return Reply(handed_to=FIND_PRODUCTS)
        return self._taken(shopper, category, question, answer)

    def _taken(self, shopper: Shopper, category: Category, question: Question, answer: Answer) -> Reply:
        state = self._after(shopper.selection, category, question, answer)
        response = "utter_answer_waved" if answer.how == "waved" else "utter_answered"
        answered = replace(shopper, selection=replace(shopper.selection, question=None))
        said = {"answer": _in_words(shopper.selection, state, category, shopper.language)}
        reply = self.offer(answered, category, state, response, said)
        heard = QuestionAnswered(category.key, question.about, answer.how)
        return replace(reply, happened=(heard, *reply.happened))

    def _after(self, state: State, category: Category, question: Question, answer: Answer) -> State:
        if answer.how != "other":
            option = answer.option if answer.how == "option" else None
            return self.shelf.engine(category).answer(state, question, option)
        needs = tuple(dict.fromkeys((*state.needs, *answer.needs)))
        return replace(state, question=None, needs=needs).with_wishes(answer.wishes)


def _in_words(before: State, state: State, category: Category, language: str) -> str:
    """What the answer added to the wishes: "prijs tot € 500"."""
    added = tuple(c for c in state.constraints if c not in before.constraints)
    needs = tuple(key for key in state.needs if key not in before.needs)
    return wished(category, State(constraints=added, needs=needs), language)
