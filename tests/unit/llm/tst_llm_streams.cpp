// SPDX-License-Identifier: GPL-3.0-or-later
// Streams of every provider, as their servers send them, become the same events: however the bytes are cut, and
// never an answer where there is none.
#include "llm_rig.h"

using namespace signalbox;
using namespace signalbox::test;
using llm::ProviderKind;

namespace {

struct Case
{
    const char *name;
    ProviderKind kind;
    const char *error;
    std::vector<std::string> lines;
};

const std::vector<Case> &cases()
{
    static const std::vector<Case> list = {
        {"chat-text", ProviderKind::OpenAiChat, "",
         {"begin chatcmpl-B1 gpt-4.1-mini-2025-04-14", "text Grüß", "text  dich 🙂", "usage 1200 (1024 cached, 0 written) 10 (4 reasoning)", "finish stop stop"}},
        {"chat-tools", ProviderKind::OpenAiChat, "",
         {"begin chatcmpl-B2 gpt-4.1", "call 0 call_a weather", "args 0 {\"city\":", "call 1 call_b time", "args 0 \"Köln\"}", "args 1 {}", "call. 0", "call. 1",
          "usage 80 (0 cached, 0 written) 30 (0 reasoning)", "finish toolCalls tool_calls"}},
        {"chat-compatible", ProviderKind::OpenAiCompatible, "",
         {"begin gen-1 deepseek-r1", "thought Let me ", "thought see.", "text I ask.", "call 0 c1 a", "args 0 {\"x\":1}", "call. 0", "call 1 c2 b", "args 1 {\"y\":2}", "call. 1",
          "finish toolCalls stop"}},
        {"chat-error", ProviderKind::OpenAiCompatible, "llm.serverError", {"begin gen-2 m", "text Half"}},
        {"responses-text", ProviderKind::OpenAi, "",
         {"begin resp_1 gpt-5.4", "thought **Adding** two",
          R"(thought. openai.reasoning={"id":"rs_1","type":"reasoning","encrypted_content":"gAAA==","summary":[{"type":"summary_text","text":"**Adding** two"}]})", "text It is ", "text 4.",
          "usage 36 (12 cached, 0 written) 87 (64 reasoning)", "finish stop completed"}},
        {"responses-tools", ProviderKind::OpenAi, "",
         {"begin resp_2 gpt-5.4-mini", "call 0 call_1 weather", "call 1 call_2 time", "args 0 {\"city\":", "args 0 \"Oslo\"}", "call. 0", "args 1 {\"zone\":\"UTC\"}", "call. 1",
          "usage 50 (0 cached, 0 written) 20 (0 reasoning)", "finish toolCalls completed"}},
        {"responses-cut", ProviderKind::OpenAi, "",
         {"begin resp_3 gpt-5.4", "text Once upon", "usage 5 (0 cached, 0 written) 2 (0 reasoning)", "finish length max_output_tokens"}},
        {"responses-failed", ProviderKind::OpenAi, "llm.serverError", {"begin resp_4 gpt-5.4"}},
        {"responses-error", ProviderKind::OpenAi, "llm.rateLimited", {}},
        {"anthropic-text", ProviderKind::Anthropic, "",
         {"begin msg_01 claude-opus-5", "usage 2125 (2000 cached, 100 written) 1 (0 reasoning)", "thought First,", "thought  greet.", "thought. anthropic.signature=EqQBCg==",
          "thought. anthropic.redacted=EmwKAh", "text Hello", "text , \"世界\"!", "usage 2125 (2000 cached, 100 written) 15 (0 reasoning)", "finish stop end_turn"}},
        {"anthropic-tools", ProviderKind::Anthropic, "",
         {"begin msg_02 claude-sonnet-5", "usage 472 (0 cached, 0 written) 2 (0 reasoning)", "text I look.", "call 0 toolu_1 weather", "args 0 {\"city\": \"San", "args 0  José\"}", "call. 0",
          "call 1 toolu_2 now", "call. 1", "usage 472 (0 cached, 0 written) 89 (0 reasoning)", "finish toolCalls tool_use"}},
        {"anthropic-error", ProviderKind::Anthropic, "llm.overloaded", {"begin msg_03 claude-opus-5", "usage 5 (0 cached, 0 written) 1 (0 reasoning)", "text Well"}},
        {"gemini-text", ProviderKind::Gemini, "",
         {"begin r-1 gemini-3-flash", "thought **Thinking** it over", "thought.", "text Hello", "text  wörld", "usage 11 (8 cached, 0 written) 23 (20 reasoning)", "finish stop STOP"}},
        {"gemini-tools", ProviderKind::Gemini, "",
         {"begin r-2 gemini-3-pro", "call 0 call_0 weather", "args 0 {\"city\":\"Rom\"}", "call. 0 gemini.thought=CiQB", "call 1 fc-2 time", "args 1 {}", "call. 1",
          "usage 60 (0 cached, 0 written) 25 (0 reasoning)", "finish toolCalls STOP"}},
        {"gemini-blocked", ProviderKind::Gemini, "", {"begin r-3 gemini-3-flash", "usage 4 (0 cached, 0 written) 0 (0 reasoning)", "finish contentFilter PROHIBITED_CONTENT"}},
        {"gemini-error", ProviderKind::Gemini, "llm.overloaded", {"begin r-4 gemini-3-flash", "text Part"}},
        {"ollama-text", ProviderKind::Ollama, "",
         {"begin  qwen3:4b", "thought Hm.", "text Salut", "text  à toi", "usage 26 (0 cached, 0 written) 298 (0 reasoning)", "finish stop stop"}},
        {"ollama-tools", ProviderKind::Ollama, "",
         {"begin  llama3.2", "call 0 call_0 weather", "args 0 {\"city\":\"Tokyo\"}", "call. 0", "call 1 call_1 time", "args 1 {}", "call. 1", "usage 169 (0 cached, 0 written) 15 (0 reasoning)",
          "finish toolCalls stop"}},
        {"ollama-error", ProviderKind::Ollama, "llm.serverError", {"begin  llama3.2", "text Par"}},
    };
    return list;
}

std::string textOf(const Decoded &decoded)
{
    std::string all;
    for (const auto &line : decoded.lines) {
        if (line.starts_with("text ") || line.starts_with("args ")) {
            all += line.substr(line.starts_with("text ") ? 5 : 7);
        }
    }
    return all;
}

bool isFinished(const Decoded &decoded)
{
    return decoded.error.empty() && !decoded.lines.empty() && decoded.lines.back().starts_with("finish ");
}

} // namespace

class TestLlmStreams : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void becomeTheSameEvents_data()
    {
        addCases();
    }
    void becomeTheSameEvents()
    {
        QFETCH(const int, row);
        const auto &one = cases()[static_cast<std::size_t>(row)];
        const auto bytes = recorded(one.name);
        const auto decoded = decode(one.kind, {bytes});
        QCOMPARE(joined(decoded.lines), joined(one.lines));
        QCOMPARE(decoded.error, std::string(one.error));
    }

    void doNotDependOnHowTheBytesAreCut_data()
    {
        addCases();
    }
    void doNotDependOnHowTheBytesAreCut()
    {
        QFETCH(const int, row);
        const auto &one = cases()[static_cast<std::size_t>(row)];
        const auto bytes = recorded(one.name);
        const std::string_view view = bytes;
        const auto whole = decode(one.kind, {view});
        for (std::size_t cut = 0; cut <= view.size(); ++cut) {
            const auto decoded = decode(one.kind, {view.substr(0, cut), view.substr(cut)});
            QVERIFY2(decoded == whole, std::to_string(cut).c_str());
        }
        std::vector<std::string_view> single;
        for (std::size_t i = 0; i < view.size(); ++i) {
            single.push_back(view.substr(i, 1));
        }
        QVERIFY(decode(one.kind, single) == whole);
    }

    void areNoAnswerWhereTheyEndEarly_data()
    {
        addCases();
    }
    void areNoAnswerWhereTheyEndEarly()
    {
        QFETCH(const int, row);
        const auto &one = cases()[static_cast<std::size_t>(row)];
        const auto bytes = recorded(one.name);
        const std::string_view view = bytes;
        const auto whole = decode(one.kind, {view});
        for (std::size_t length = 0; length < view.size(); ++length) {
            const auto decoded = decode(one.kind, {view.substr(0, length)});
            // What counts as an answer holds all of its text; only counts may be missing.
            const bool isRight = isFinished(decoded) ? isFinished(whole) && textOf(decoded) == textOf(whole) : !decoded.error.empty();
            QVERIFY2(isRight, (std::to_string(length) + ": " + decoded.error + "\n" + joined(decoded.lines)).c_str());
        }
    }

    void becomeAnAnswer()
    {
        llm::AnswerBuilder builder;
        const auto dialect = llm::makeDialect(ProviderKind::Anthropic);
        const auto decoder = dialect->decoder();
        llm::StreamReader reader(dialect->framing());
        std::vector<llm::Event> events;
        const auto sink = [&](std::string_view name, std::string_view data) { return decoder->take(name, data, events); };
        SB_VERIFY_OK(reader.feed(recorded("anthropic-text"), sink));
        SB_VERIFY_OK(decoder->end(events));
        for (auto &event : events) {
            builder.add(std::move(event));
        }
        const auto answer = builder.take();
        QCOMPARE(answer.responseId, std::string("msg_01"));
        QCOMPARE(answer.text(), std::string("Hello, \"世界\"!"));
        QCOMPARE(answer.finish, llm::FinishReason::Stop);
        const std::vector<llm::Part> parts = {llm::ReasoningPart{"First, greet.", {"anthropic.signature", "EqQBCg=="}}, llm::ReasoningPart{"", {"anthropic.redacted", "EmwKAh"}},
                                              llm::TextPart{"Hello, \"世界\"!"}};
        QVERIFY(answer.message.parts == parts);
        QVERIFY(builder.take().message.parts.empty());
    }

    void keepCallsApartInAnAnswer()
    {
        llm::AnswerBuilder builder;
        const auto decoder = llm::makeDialect(ProviderKind::OpenAiChat)->decoder();
        llm::StreamReader reader(llm::Framing::Sse);
        std::vector<llm::Event> events;
        SB_VERIFY_OK(reader.feed(recorded("chat-tools"), [&](std::string_view name, std::string_view data) { return decoder->take(name, data, events); }));
        SB_VERIFY_OK(decoder->end(events));
        for (auto &event : events) {
            builder.add(std::move(event));
        }
        const auto calls = builder.take().toolCalls();
        QCOMPARE(calls.size(), std::size_t(2));
        QCOMPARE(calls[0].arguments, std::string("{\"city\":\"Köln\"}"));
        QCOMPARE(calls[1].id, std::string("call_b"));
        QCOMPARE(calls[1].arguments, std::string("{}"));
    }

    void ofBrokenEventsAreBadAnswers_data()
    {
        QTest::addColumn<std::string>("data");
        QTest::newRow("no JSON") << std::string("<html>");
        QTest::newRow("no object") << std::string("[1]");
        QTest::newRow("cut") << std::string("{\"id\": \"x\", \"choices\": [");
        QTest::newRow("no UTF-8") << std::string("{\"id\": \"\xFF\xFE\"}");
    }
    void ofBrokenEventsAreBadAnswers()
    {
        QFETCH(const std::string, data);
        for (const auto kind : {ProviderKind::OpenAi, ProviderKind::OpenAiChat, ProviderKind::Anthropic, ProviderKind::Gemini, ProviderKind::Ollama}) {
            const auto bytes = kind == ProviderKind::Ollama ? data + "\n" : "data: " + data + "\n\n";
            QCOMPARE(decode(kind, {bytes}).error, std::string("llm.badAnswer"));
        }
    }

    void takeMembersOfUnexpectedShape()
    {
        for (const auto *data : {R"({"choices": 7})", R"({"choices": [null, 3]})", R"({"choices": [{"delta": {"content": 5, "tool_calls": [null, {"index": -3}, {"index": 99999999999, "function": 4}]}}]})",
                                 R"({"usage": {"prompt_tokens": -1, "completion_tokens": 1e300, "prompt_tokens_details": []}})", R"({"type": "content_block_delta", "index": {}, "delta": []})",
                                 R"({"type": "message_start"})", R"({"type": "response.completed"})", R"({"candidates": [{"content": {"parts": [1, {"functionCall": {}}]}}]})", R"({"message": {"tool_calls": [{}, {"function": 1}]}})"}) {
            for (const auto kind : {ProviderKind::OpenAi, ProviderKind::OpenAiChat, ProviderKind::Anthropic, ProviderKind::Gemini, ProviderKind::Ollama}) {
                const auto bytes = kind == ProviderKind::Ollama ? std::string(data) + "\n" : "data: " + std::string(data) + "\n\n";
                QCOMPARE(decode(kind, {bytes}).error, std::string("llm.streamCut"));
            }
        }
    }

    void keepEnormousArguments()
    {
        const auto chunk = [](const std::string &call) { return "data: {\"id\":\"x\",\"choices\":[{\"delta\":{\"tool_calls\":[" + call + "]}}]}\n\n"; };
        auto bytes = chunk("{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\"}}");
        const std::string piece(1000, 'a');
        for (int i = 0; i < 4000; ++i) {
            bytes += chunk("{\"index\":0,\"function\":{\"arguments\":\"" + piece + "\"}}");
        }
        bytes += "data: {\"id\":\"x\",\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\ndata: [DONE]\n\n";
        const auto decoded = decode(ProviderKind::OpenAiChat, {bytes});
        QVERIFY(isFinished(decoded));
        QCOMPARE(textOf(decoded).size(), std::size_t(4'000'000));
    }

private:
    void addCases()
    {
        QTest::addColumn<int>("row");
        for (std::size_t i = 0; i < cases().size(); ++i) {
            QTest::newRow(cases()[i].name) << static_cast<int>(i);
        }
    }
};

SB_TEST_MAIN(TestLlmStreams)
#include "tst_llm_streams.moc"
