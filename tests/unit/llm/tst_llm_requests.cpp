// SPDX-License-Identifier: GPL-3.0-or-later
// One request, as each provider wants it written.
#include "llm_rig.h"

using namespace signalbox;
using namespace signalbox::test;
using llm::ProviderKind;

namespace {

llm::Request conversation()
{
    llm::Request request;
    request.model = "m-1";
    request.messages = {llm::Message::text(llm::Role::System, "Be brief."),
                        {llm::Role::User, {llm::TextPart{"Weather in this town?"}, llm::ImagePart{"image/png", "abc", ""}}},
                        {llm::Role::Assistant,
                         {llm::ReasoningPart{"Hm.", {"anthropic.signature", "sig"}}, llm::ReasoningPart{"", {"openai.reasoning", R"({"type":"reasoning","id":"rs"})"}}, llm::TextPart{"I look."},
                          llm::ToolCallPart{"call_1", "weather", R"({"city":"Rom"})", {"gemini.thought", "ts"}}}},
                        {llm::Role::Tool, {llm::ToolResultPart{"call_1", "weather", "sunny", llm::ToolResultPart::Outcome::Succeeded}}}};
    request.tools = {{"weather", "Tells the weather.", {{"type", "object"}}}};
    request.maxTokens = 100;
    request.temperature = 0.5;
    return request;
}

std::string written(ProviderKind kind, const llm::Request &request)
{
    const auto wire = llm::makeDialect(kind)->chat(request);
    return wire ? wire->path + " " + json::write(wire->body) : wire.error().code;
}

llm::Request shortOne()
{
    llm::Request request;
    request.model = "m-1";
    request.messages = {llm::Message::text(llm::Role::User, "Hi")};
    return request;
}

json::Object bodyOf(ProviderKind kind, const llm::Request &request)
{
    return llm::makeDialect(kind)->chat(request).value().body;
}

llm::Request withSchema(const char *schema, llm::OutputSchema::Mode mode = llm::OutputSchema::Mode::Native)
{
    auto request = shortOne();
    request.output = llm::OutputSchema{"answer", json::parse(schema).value(), mode};
    return request;
}

constexpr auto kOpen = R"({"type":"object","properties":{"a":{"type":"integer"}}})";
constexpr auto kClosed = R"({"type":"object","properties":{"a":{"type":"integer"}},"required":["a"],"additionalProperties":false})";

} // namespace

class TestLlmRequests : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void areWrittenAsEachProviderWantsThem()
    {
        QCOMPARE(written(ProviderKind::OpenAiCompatible, conversation()), recorded("request-compatible"));
        QCOMPARE(written(ProviderKind::OpenAi, conversation()), recorded("request-responses"));
        QCOMPARE(written(ProviderKind::Anthropic, conversation()), recorded("request-anthropic"));
        QCOMPARE(written(ProviderKind::Gemini, conversation()), recorded("request-gemini"));
        auto request = conversation();
        request.messages[2].parts.erase(request.messages[2].parts.begin() + 1);
        QCOMPARE(written(ProviderKind::Ollama, request), recorded("request-ollama"));
    }

    void askForAnswersThatFitASchema()
    {
        // Strict only where the schema allows it.
        QCOMPARE(bodyOf(ProviderKind::OpenAiChat, withSchema(kClosed)).at("response_format").at("json_schema").at("strict").get_bool(), true);
        QCOMPARE(bodyOf(ProviderKind::OpenAiChat, withSchema(kOpen)).at("response_format").at("json_schema").at("strict").get_bool(), false);
        QCOMPARE(bodyOf(ProviderKind::OpenAi, withSchema(kClosed)).at("text").at("format").at("type").get_string(), boost::json::string("json_schema"));
        QVERIFY(bodyOf(ProviderKind::Anthropic, withSchema(kClosed)).at("output_config").at("format").is_object());
        QVERIFY(!bodyOf(ProviderKind::Anthropic, withSchema(kOpen)).contains("output_config"));
        QVERIFY(json::write(bodyOf(ProviderKind::Anthropic, withSchema(kOpen)).at("system")).find("JSON Schema") != std::string::npos);
        QVERIFY(bodyOf(ProviderKind::Gemini, withSchema(kOpen)).at("generationConfig").at("responseJsonSchema").is_object());
        QVERIFY(bodyOf(ProviderKind::Ollama, withSchema(kOpen)).at("format").is_object());
        for (const auto kind : {ProviderKind::OpenAi, ProviderKind::OpenAiCompatible, ProviderKind::Anthropic, ProviderKind::Gemini, ProviderKind::Ollama}) {
            const auto body = json::write(bodyOf(kind, withSchema(kClosed, llm::OutputSchema::Mode::Instruct)));
            QVERIFY2(body.find("fits this JSON Schema") != std::string::npos, body.c_str());
            QVERIFY2(body.find("json_schema") == std::string::npos && body.find("responseJsonSchema") == std::string::npos && body.find("\"format\"") == std::string::npos, body.c_str());
        }
    }

    void chooseTools()
    {
        auto request = conversation();
        request.toolChoice = llm::ToolChoice::Named;
        request.toolName = "weather";
        request.parallelCalls = llm::Request::ParallelCalls::Refuse;
        QCOMPARE(json::write(bodyOf(ProviderKind::OpenAiChat, request).at("tool_choice")), std::string(R"({"type":"function","function":{"name":"weather"}})"));
        QCOMPARE(json::write(bodyOf(ProviderKind::OpenAi, request).at("tool_choice")), std::string(R"({"type":"function","name":"weather"})"));
        QCOMPARE(json::write(bodyOf(ProviderKind::Anthropic, request).at("tool_choice")), std::string(R"({"type":"tool","name":"weather","disable_parallel_tool_use":true})"));
        QCOMPARE(json::write(bodyOf(ProviderKind::Gemini, request).at("toolConfig")), std::string(R"({"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["weather"]}})"));
        QCOMPARE(written(ProviderKind::Ollama, request), std::string("llm.unsupported"));
        request.toolChoice = llm::ToolChoice::None;
        QCOMPARE(json::write(bodyOf(ProviderKind::OpenAiChat, request).at("tool_choice")), std::string("\"none\""));
        QCOMPARE(json::write(bodyOf(ProviderKind::Anthropic, request).at("tool_choice")), std::string(R"({"type":"none"})"));
        QVERIFY(!bodyOf(ProviderKind::Ollama, request).contains("tools"));
    }

    void sayHowMuchToThink()
    {
        auto request = shortOne();
        for (const auto kind : {ProviderKind::OpenAi, ProviderKind::OpenAiChat, ProviderKind::Anthropic, ProviderKind::Gemini, ProviderKind::Ollama}) {
            const auto body = json::write(bodyOf(kind, request));
            QVERIFY2(body.find("think") == std::string::npos && body.find("effort") == std::string::npos, body.c_str());
        }
        request.effort = llm::Effort::High;
        QCOMPARE(json::write(bodyOf(ProviderKind::OpenAi, request).at("reasoning")), std::string(R"({"effort":"high","summary":"auto"})"));
        QCOMPARE(json::write(bodyOf(ProviderKind::OpenAiChat, request).at("reasoning_effort")), std::string("\"high\""));
        QCOMPARE(json::write(bodyOf(ProviderKind::Anthropic, request).at("output_config")), std::string(R"({"effort":"high"})"));
        QCOMPARE(json::write(bodyOf(ProviderKind::Gemini, request).at("generationConfig")), std::string(R"({"thinkingConfig":{"includeThoughts":true,"thinkingLevel":"high"}})"));
        QCOMPARE(json::write(bodyOf(ProviderKind::Ollama, request).at("think")), std::string("true"));
    }

    void keepBrokenArgumentsReadable()
    {
        auto request = shortOne();
        request.messages.push_back({llm::Role::Assistant, {llm::ToolCallPart{"c", "f", "{\"a\": ", {}}}});
        QCOMPARE(json::write(bodyOf(ProviderKind::Anthropic, request).at("messages").at(1).at("content").at(0).at("input")), std::string("{\"_broken\":\"{\\\"a\\\": \"}"));
    }

    void putExtraMembersOverTheBody()
    {
        auto request = shortOne();
        request.extra = {{"keep_alive", "10m"}, {"stream", false}};
        QCOMPARE(bodyOf(ProviderKind::Ollama, request).at("keep_alive").get_string(), boost::json::string("10m"));
        QCOMPARE(bodyOf(ProviderKind::Ollama, request).at("stream").get_bool(), false);
    }

    void refuseWhatCannotBeSaid()
    {
        auto request = shortOne();
        request.stop = {"END"};
        QCOMPARE(written(ProviderKind::OpenAi, request), std::string("llm.unsupported"));
        request.model = "../../x?key=1";
        QCOMPARE(written(ProviderKind::Gemini, request), std::string("llm.invalid"));
        request = shortOne();
        request.messages[0].parts = {llm::ImagePart{"", "", "https://example.com/a.png"}};
        QCOMPARE(written(ProviderKind::Ollama, request), std::string("llm.unsupported"));
        QCOMPARE(json::write(bodyOf(ProviderKind::Anthropic, request).at("messages").at(0).at("content").at(0).at("source")),
                 std::string("{\"type\":\"url\",\"url\":\"https://example.com/a.png\"}"));
    }

    void joinMessagesOfOneSideForAnthropic()
    {
        auto request = shortOne();
        request.messages.push_back(llm::Message::text(llm::Role::User, "Are you there?"));
        request.messages.push_back(llm::Message::text(llm::Role::Assistant, ""));
        QCOMPARE(json::write(bodyOf(ProviderKind::Anthropic, request).at("messages")),
                 std::string(R"([{"role":"user","content":[{"type":"text","text":"Hi"},{"type":"text","text":"Are you there?"}]}])"));
    }
};

SB_TEST_MAIN(TestLlmRequests)
#include "tst_llm_requests.moc"
