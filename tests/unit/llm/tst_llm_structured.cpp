// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that fit a schema: validated here, repaired once, and refused where that does not help.
#include "llm_rig.h"

#include "llm/structured.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

// Gives its answers in turn, and keeps the requests.
class Script
{
public:
    explicit Script(std::vector<llm::Answer> answers) : m_answers(std::move(answers)) {}

    llm::Ask ask()
    {
        return [this](llm::Request request, std::stop_token) { return give(this, std::move(request)); };
    }
    const std::vector<llm::Request> &requests() const { return m_requests; }

private:
    static Task<Result<llm::Answer>> give(Script *self, llm::Request request)
    {
        self->m_requests.push_back(std::move(request));
        if (self->m_requests.size() > self->m_answers.size()) {
            co_return Error("llm.serverError", "Nothing more is scripted.");
        }
        co_return Result<llm::Answer>(self->m_answers[self->m_requests.size() - 1]);
    }

    std::vector<llm::Answer> m_answers;
    std::vector<llm::Request> m_requests;
};

llm::Answer says(std::string text, llm::FinishReason finish = llm::FinishReason::Stop)
{
    llm::Answer answer;
    answer.message = llm::Message::text(llm::Role::Assistant, std::move(text));
    answer.finish = finish;
    answer.usage = {100, 0, 0, 10, 0};
    return answer;
}

llm::Request wanted(const char *schema)
{
    llm::Request request;
    request.model = "m";
    request.messages = {llm::Message::text(llm::Role::User, "How many?")};
    request.output = llm::OutputSchema{"answer", json::parse(schema).value(), llm::OutputSchema::Mode::Native};
    return request;
}

constexpr auto kCount = R"({"type": "object", "properties": {"count": {"type": "integer", "minimum": 0}}, "required": ["count"], "additionalProperties": false})";

} // namespace

class TestLlmStructured : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void whatFitsIsGivenAtOnce()
    {
        Script script({says(R"({"count": 3})")});
        const auto answer = await(llm::askStructured(script.ask(), wanted(kCount), {}));
        SB_VERIFY_OK(answer);
        QCOMPARE(json::write(answer->value), std::string(R"({"count":3})"));
        QCOMPARE(answer->rounds, 1);
        QCOMPARE(script.requests().size(), std::size_t(1));
    }

    void aCodeFenceIsTakenOff_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::newRow("fence") << std::string("```json\n{\"count\": 3}\n```");
        QTest::newRow("fence without a name") << std::string("```\n{\"count\": 3}\n```\n");
        QTest::newRow("white space") << std::string("\n  {\"count\": 3}  \n");
    }
    void aCodeFenceIsTakenOff()
    {
        QFETCH(const std::string, text);
        Script script({says(text)});
        const auto answer = await(llm::askStructured(script.ask(), wanted(kCount), {}));
        SB_VERIFY_OK(answer);
        QCOMPARE(answer->rounds, 1);
    }

    void whatDoesNotFitIsRepairedOnce_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("told");
        QTest::newRow("wrong type") << std::string(R"({"count": "three"})") << std::string("/count: ");
        QTest::newRow("missing") << std::string("{}") << std::string("count");
        QTest::newRow("no JSON") << std::string("There are three.") << std::string("It is no JSON");
        QTest::newRow("nothing") << std::string() << std::string("It is no JSON");
    }
    void whatDoesNotFitIsRepairedOnce()
    {
        QFETCH(const std::string, text);
        QFETCH(const std::string, told);
        Script script({says(text), says(R"({"count": 3})")});
        const auto answer = await(llm::askStructured(script.ask(), wanted(kCount), {}));
        SB_VERIFY_OK(answer);
        QCOMPARE(answer->rounds, 2);
        // Both rounds are paid.
        QCOMPARE(answer->usage.inputTokens, std::int64_t(200));
        const auto &messages = script.requests()[1].messages;
        QCOMPARE(messages.size(), std::size_t(3));
        QCOMPARE(messages[1].role, llm::Role::Assistant);
        QVERIFY2(messages[2].joinedText().find(told) != std::string::npos, messages[2].joinedText().c_str());
        QVERIFY(messages[2].joinedText().find("\"minimum\"") != std::string::npos);
    }

    void whatStillDoesNotFitIsRefused()
    {
        Script script({says("{}"), says(R"({"count": -1})")});
        const auto answer = await(llm::askStructured(script.ask(), wanted(kCount), {}));
        SB_VERIFY_CODE(answer, "llm.schemaMismatch");
        QVERIFY(argOf(answer.error(), "violations").find("/count") != std::string::npos);
        QCOMPARE(argOf(answer.error(), "answer"), std::string(R"({"count": -1})"));
        QCOMPARE(script.requests().size(), std::size_t(2));
    }

    void aSecretAtTheCutOfAnAnswerIsTakenOutWhole()
    {
        const std::string secret = "hunter2-and-a-long-tail";
        const auto redact = [&secret](std::string text) {
            const auto at = text.find(secret);
            return at == std::string::npos ? text : text.replace(at, secret.size(), "‹secret›");
        };
        // The secret stands across the 2,000 bytes that are shown.
        const std::string answer = "\"" + std::string(1990, 'x') + secret + "\"";
        Script script({says("{}"), says(answer)});
        const auto outcome = await(llm::askStructured(script.ask(), wanted(kCount), {}, redact));
        SB_VERIFY_CODE(outcome, "llm.schemaMismatch");
        const auto shown = argOf(outcome.error(), "answer");
        QVERIFY2(shown.find("hunter") == std::string::npos, shown.c_str());
        QVERIFY(shown.size() <= 2000);
    }

    void whatIsCutOrDeclinedIsNotRepaired()
    {
        Script cut({says("{\"count\": ", llm::FinishReason::Length)});
        SB_VERIFY_CODE(await(llm::askStructured(cut.ask(), wanted(kCount), {})), "llm.answerCut");
        QCOMPARE(cut.requests().size(), std::size_t(1));
        Script declined({says("I cannot help with that.", llm::FinishReason::ContentFilter)});
        SB_VERIFY_CODE(await(llm::askStructured(declined.ask(), wanted(kCount), {})), "llm.refused");
        QCOMPARE(declined.requests().size(), std::size_t(1));
    }

    void aBrokenSchemaIsSaidBeforeAnythingIsAsked()
    {
        Script script({says("{}")});
        SB_VERIFY_CODE(await(llm::askStructured(script.ask(), wanted(R"({"type": "nothing"})"), {})), "schema.invalid");
        auto request = wanted(kCount);
        request.output.reset();
        SB_VERIFY_CODE(await(llm::askStructured(script.ask(), request, {})), "schema.invalid");
        QCOMPARE(script.requests().size(), std::size_t(0));
    }

    void errorsOfTheCallAreHandedOn()
    {
        Script script({});
        SB_VERIFY_CODE(await(llm::askStructured(script.ask(), wanted(kCount), {})), "llm.serverError");
    }
};

SB_TEST_MAIN(TestLlmStructured)
#include "tst_llm_structured.moc"
