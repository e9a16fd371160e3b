// SPDX-License-Identifier: GPL-3.0-or-later
// Requests as clients of OpenAI's API write them: what is read of them, what is ignored, and what is refused.
#include "openai/refusal.h"
#include "openai/request.h"
#include "support/test.h"

using namespace signalbox;

class TestOpenAiRequests : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void readsAConversation();
    void readsSettings();
    void ignoresWhatChangesNothing();
    void refusesWhatCannotBeHonoured_data();
    void refusesWhatCannotBeHonoured();
    void refusesBrokenMessages_data();
    void refusesBrokenMessages();
    void boundsWhatItReads();
    void readsResponses();
    void refusesWhatWasKeptElsewhere_data();
    void refusesWhatWasKeptElsewhere();
    void readsEmbeddings();
    void saysOurErrorsAsOpenAiDoes();
};

namespace {

std::string chat(const std::string &more, const std::string &messages = R"([{"role":"user","content":"Hello"}])")
{
    return R"({"model":"house/m-1","messages":)" + messages + (more.empty() ? "" : "," + more) + "}";
}

std::string responses(const std::string &more, const std::string &input = R"("Hello")")
{
    return R"({"model":"house/m-1","input":)" + input + (more.empty() ? "" : "," + more) + "}";
}

// "param reason" of a refusal, or "read".
template<typename T>
std::string outcome(const Result<T> &read)
{
    if (read) {
        return "read";
    }
    const auto refusal = openai::refusalOf(read.error());
    const auto &error = refusal.body.at("error").as_object();
    const auto text = [&](const char *key) { return error.at(key).is_string() ? std::string(error.at(key).get_string()) : std::string("null"); };
    return std::to_string(refusal.status) + " " + text("param") + " " + text("code");
}

} // namespace

void TestOpenAiRequests::readsAConversation()
{
    const auto read = openai::readChat(chat("", R"([
        {"role":"system","content":"A"},{"role":"developer","content":[{"type":"text","text":"B"}]},
        {"role":"user","content":[{"type":"text","text":"C"},{"type":"image_url","image_url":{"url":"data:image/png;base64,aGk=","detail":"low"}},{"type":"image_url","image_url":{"url":"https://example.org/a.png"}}],"name":"me"},
        {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}},{"id":"c2","type":"function","function":{"name":"g","arguments":"{\"a\":1}"}}]},
        {"role":"tool","tool_call_id":"c1","content":"one"},{"role":"tool","tool_call_id":"c2","content":[{"type":"text","text":"two"}]},
        {"role":"assistant","content":"D","refusal":null}])"));
    QVERIFY2(read.ok(), read ? "" : read.error().describe().c_str());
    const auto &messages = read->request.messages;
    QCOMPARE(messages.size(), std::size_t(6));
    QVERIFY(messages[1].role == llm::Role::System);
    QCOMPARE(messages[1].joinedText(), std::string("B"));
    QCOMPARE(messages[2].parts.size(), std::size_t(3));
    const auto &image = std::get<llm::ImagePart>(messages[2].parts[1]);
    QCOMPARE(image.bytes, std::string("hi"));
    QCOMPARE(image.mimeType, std::string("image/png"));
    QCOMPARE(std::get<llm::ImagePart>(messages[2].parts[2]).url, std::string("https://example.org/a.png"));
    QCOMPARE(std::get<llm::ToolCallPart>(messages[3].parts[1]).arguments, std::string(R"({"a":1})"));
    // Results stand together, each with the name of its tool.
    QCOMPARE(messages[4].parts.size(), std::size_t(2));
    QCOMPARE(std::get<llm::ToolResultPart>(messages[4].parts[1]).name, std::string("g"));
    QCOMPARE(std::get<llm::ToolResultPart>(messages[4].parts[1]).text, std::string("two"));
    QCOMPARE(messages[5].joinedText(), std::string("D"));
}

void TestOpenAiRequests::readsSettings()
{
    const auto read = openai::readChat(chat(R"("stream":true,"stream_options":{"include_usage":true},"temperature":0.5,"top_p":1,"max_tokens":5,"max_completion_tokens":7,"stop":["a","b"],"seed":-3,
        "reasoning_effort":"minimal","parallel_tool_calls":false,"tools":[{"type":"function","function":{"name":"f","description":"F","parameters":{"type":"object"},"strict":true}}],
        "tool_choice":{"type":"function","function":{"name":"f"}},"response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"}}})"));
    QVERIFY2(read.ok(), read ? "" : read.error().describe().c_str());
    const auto &request = read->request;
    QVERIFY(read->isStreamed && read->tellsUsage);
    QCOMPARE(*request.temperature, 0.5);
    QCOMPARE(*request.maxTokens, std::int64_t(7));
    QCOMPARE(request.stop.size(), std::size_t(2));
    QCOMPARE(*request.seed, std::int64_t(-3));
    QVERIFY(request.effort == llm::Effort::Low && request.parallelCalls == llm::Request::ParallelCalls::Refuse);
    QVERIFY(request.toolChoice == llm::ToolChoice::Named);
    QCOMPARE(request.toolName, std::string("f"));
    QCOMPARE(request.output->name, std::string("n"));
    QVERIFY(request.model.empty());
    QCOMPARE(read->model, std::string("house/m-1"));
    QCOMPARE(json::write(openai::readChat(chat(R"("response_format":{"type":"json_object"})"))->request.output->schema), std::string(R"({"type":"object"})"));
}

void TestOpenAiRequests::ignoresWhatChangesNothing()
{
    QCOMPARE(outcome(openai::readChat(chat(R"("user":"me","metadata":{"a":"b"},"store":true,"service_tier":"auto","prompt_cache_key":"k","safety_identifier":"s","frequency_penalty":0,
        "presence_penalty":0.0,"logit_bias":{},"logprobs":false,"n":1,"modalities":["text"],"stop":null,"tools":[],"functions":[],"prediction":{},"something_new":{"a":1},"verbosity":"medium")"))), std::string("read"));
    QCOMPARE(outcome(openai::readResponses(responses(R"("user":"me","store":true,"previous_response_id":null,"background":false,"truncation":"disabled","include":["file_search_call.results"],
        "service_tier":"auto","max_tool_calls":4,"text":{"verbosity":"medium"},"stream_options":{"include_obfuscation":false})"))), std::string("read"));
}

void TestOpenAiRequests::refusesWhatCannotBeHonoured_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QByteArray>("said");
    const auto row = [](const char *more, const char *said) { QTest::newRow(more) << QByteArray(more) << QByteArray(said); };
    row(R"("n":2)", "400 n unsupported_parameter");
    row(R"("n":0)", "400 n invalid_value");
    row(R"("n":"1")", "400 n invalid_type");
    row(R"("temperature":2.1)", "400 temperature invalid_value");
    row(R"("max_tokens":0)", "400 max_tokens invalid_value");
    row(R"("max_tokens":1.5)", "400 max_tokens invalid_type");
    row(R"("logprobs":true)", "400 logprobs unsupported_parameter");
    row(R"("frequency_penalty":0.5)", "400 frequency_penalty unsupported_parameter");
    row(R"("logit_bias":{"5":1})", "400 logit_bias unsupported_parameter");
    row(R"("modalities":["text","audio"])", "400 modalities unsupported_parameter");
    row(R"("functions":[{"name":"f"}])", "400 functions unsupported_parameter");
    row(R"("stream":"yes")", "400 stream invalid_type");
    row(R"("stop":[1])", "400 stop invalid_type");
    row(R"("reasoning_effort":"huge")", "400 reasoning_effort invalid_value");
    row(R"("tools":[{"type":"custom","custom":{}}])", "400 tools[0].type unsupported_parameter");
    row(R"("tools":[{"type":"function","function":{"name":"a b"}}])", "400 tools[0].function.name invalid_value");
    row(R"("tools":[{"type":"function"}])", "400 tools[0].function missing_required_parameter");
    row(R"("tool_choice":"required")", "400 tool_choice invalid_value");
    row(R"("tool_choice":"always")", "400 tool_choice invalid_value");
    row(R"("response_format":{"type":"json_schema"})", "400 response_format.json_schema.name missing_required_parameter");
    row(R"("response_format":{"type":"grammar"})", "400 response_format.type unsupported_parameter");
    row(R"("web_search_options":{"a":1})", "400 web_search_options unsupported_parameter");
}

void TestOpenAiRequests::refusesWhatCannotBeHonoured()
{
    QFETCH(QByteArray, more);
    QFETCH(QByteArray, said);
    QCOMPARE(QByteArray::fromStdString(outcome(openai::readChat(chat(more.toStdString())))), said);
}

void TestOpenAiRequests::refusesBrokenMessages_data()
{
    QTest::addColumn<QByteArray>("messages");
    QTest::addColumn<QByteArray>("said");
    const auto row = [](const char *messages, const char *said) { QTest::newRow(messages) << QByteArray(messages) << QByteArray(said); };
    row("[]", "400 messages invalid_value");
    row("{}", "400 messages invalid_type");
    row("[5]", "400 messages[0] invalid_type");
    row(R"([{"role":"system","content":"A"}])", "400 messages invalid_value");
    row(R"([{"role":"user"}])", "400 messages[0].content missing_required_parameter");
    row(R"([{"content":"A"}])", "400 messages[0].role missing_required_parameter");
    row(R"([{"role":"ghost","content":"A"}])", "400 messages[0].role unsupported_parameter");
    row(R"([{"role":"tool","content":"A"}])", "400 messages[0].tool_call_id missing_required_parameter");
    row(R"([{"role":"assistant"}])", "400 messages[0].content missing_required_parameter");
    row(R"([{"role":"user","content":[{"type":"input_audio"}]}])", "400 messages[0].content[0].type unsupported_parameter");
    row(R"([{"role":"user","content":[{"type":"image_url","image_url":{"url":"file:///etc/passwd"}}]}])", "400 messages[0].content[0].image_url.url invalid_image_url");
    row(R"([{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,%%%"}}]}])", "400 messages[0].content[0].image_url.url invalid_image_url");
    row(R"([{"role":"system","content":[{"type":"image_url","image_url":{"url":"https://example.org/a"}}]}])", "400 messages[0].content unsupported_parameter");
    row(R"([{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"f"}}]}])", "400 messages[0].tool_calls[0].function.arguments missing_required_parameter");
}

void TestOpenAiRequests::refusesBrokenMessages()
{
    QFETCH(QByteArray, messages);
    QFETCH(QByteArray, said);
    QCOMPARE(QByteArray::fromStdString(outcome(openai::readChat(chat("", messages.toStdString())))), said);
}

void TestOpenAiRequests::boundsWhatItReads()
{
    std::string many = "[";
    for (int i = 0; i < 4097; ++i) {
        many += i == 0 ? "" : ",";
        many += R"({"role":"user","content":"a"})";
    }
    QCOMPARE(outcome(openai::readChat(chat("", many + "]"))), std::string("400 messages invalid_value"));
    QCOMPARE(outcome(openai::readChat(chat("\"x\":" + std::string(200, '[') + std::string(200, ']')))), std::string("400 null invalid_json"));
    QCOMPARE(outcome(openai::readChat("[]")), std::string("400 null invalid_type"));
    QCOMPARE(outcome(openai::readChat("")), std::string("400 null invalid_json"));
    QCOMPARE(outcome(openai::readChat(R"({"model":"a","model":"b"})")), std::string("400 null invalid_json"));
    QCOMPARE(outcome(openai::readChat(std::string((32u << 20) + 1, ' '))), std::string("413 null request_too_large"));
}

void TestOpenAiRequests::readsResponses()
{
    const auto read = openai::readResponses(responses(R"("instructions":"Be kind","max_output_tokens":9,"reasoning":{"effort":"high","summary":"auto"},"include":["reasoning.encrypted_content"],
        "tools":[{"type":"function","name":"f","parameters":{"type":"object"},"strict":true}],"tool_choice":{"type":"function","name":"f"},"text":{"format":{"type":"json_schema","name":"n","schema":{"type":"object"}}},"stream":true)",
        R"([{"type":"message","role":"user","content":[{"type":"input_text","text":"Hello"},{"type":"input_image","image_url":"https://example.org/a.png"}]},
            {"type":"reasoning","id":"rs","summary":[{"type":"summary_text","text":"Hm"}],"encrypted_content":"sb1:eyJraW5kIjoiayIsImRhdGEiOiJkIn0="},
            {"role":"assistant","content":[{"type":"output_text","text":"Wait","annotations":[]}]},
            {"type":"function_call","id":"fc","call_id":"c1","name":"f","arguments":"{}"},
            {"type":"function_call_output","call_id":"c1","output":[{"type":"input_text","text":"one"}]}])"));
    QVERIFY2(read.ok(), read ? "" : read.error().describe().c_str());
    QVERIFY(read->isStreamed && read->wantsThoughts);
    const auto &request = read->request;
    QCOMPARE(*request.maxTokens, std::int64_t(9));
    QVERIFY(request.effort == llm::Effort::High);
    QCOMPARE(request.messages.size(), std::size_t(4));
    QCOMPARE(request.messages[0].joinedText(), std::string("Be kind"));
    // What one turn said is one message.
    const auto &said = request.messages[2];
    QCOMPARE(said.parts.size(), std::size_t(3));
    QCOMPARE(std::get<llm::ReasoningPart>(said.parts[0]).opaque.kind, std::string("k"));
    QCOMPARE(std::get<llm::ToolCallPart>(said.parts[2]).id, std::string("c1"));
    QCOMPARE(std::get<llm::ToolResultPart>(request.messages[3].parts[0]).name, std::string("f"));
    QCOMPARE(read->echo.at("max_output_tokens"), json::Value(9));
    QCOMPARE(read->echo.at("store"), json::Value(false));
}

void TestOpenAiRequests::refusesWhatWasKeptElsewhere_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QByteArray>("said");
    const auto row = [](const char *more, const char *said) { QTest::newRow(more) << QByteArray(more) << QByteArray(said); };
    row(R"("previous_response_id":"resp_1")", "400 previous_response_id unsupported_parameter");
    row(R"("background":true)", "400 background unsupported_parameter");
    row(R"("conversation":"conv_1")", "400 conversation unsupported_parameter");
    row(R"("truncation":"auto")", "400 truncation unsupported_parameter");
    row(R"("tools":[{"type":"web_search"}])", "400 tools[0].type unsupported_parameter");
    row(R"("include":["message.output_text.logprobs"])", "400 include unsupported_parameter");
    row(R"("top_logprobs":3)", "400 top_logprobs unsupported_parameter");
}

void TestOpenAiRequests::refusesWhatWasKeptElsewhere()
{
    QFETCH(QByteArray, more);
    QFETCH(QByteArray, said);
    QCOMPARE(QByteArray::fromStdString(outcome(openai::readResponses(responses(more.toStdString())))), said);
    QCOMPARE(outcome(openai::readResponses(responses("", R"([{"type":"item_reference","id":"x"}])"))), std::string("400 input[0].type unsupported_parameter"));
    QCOMPARE(outcome(openai::readResponses(responses("", "[]"))), std::string("400 input invalid_value"));
}

void TestOpenAiRequests::readsEmbeddings()
{
    const auto read = openai::readEmbeddings(R"({"model":"e","input":["a","b"],"encoding_format":"base64","dimensions":3,"user":"me"})");
    QCOMPARE(read->request.texts.size(), std::size_t(2));
    QVERIFY(read->format == openai::EmbeddingsRequest::Format::Base64);
    QCOMPARE(*read->request.dimensions, std::int64_t(3));
    QCOMPARE(openai::readEmbeddings(R"({"model":"e","input":"a"})")->request.texts.size(), std::size_t(1));
    QCOMPARE(outcome(openai::readEmbeddings(R"({"model":"e","input":[1,2]})")), std::string("400 input unsupported_parameter"));
    QCOMPARE(outcome(openai::readEmbeddings(R"({"model":"e","input":[]})")), std::string("400 input invalid_value"));
    QCOMPARE(outcome(openai::readEmbeddings(R"({"model":"e","input":["a",""]})")), std::string("400 input invalid_value"));
    QCOMPARE(outcome(openai::readEmbeddings(R"({"model":"e","input":"a","encoding_format":"hex"})")), std::string("400 encoding_format invalid_value"));
}

void TestOpenAiRequests::saysOurErrorsAsOpenAiDoes()
{
    const auto said = [](Error error) {
        const auto refusal = openai::refusalOf(error);
        return std::to_string(refusal.status) + " " + std::string(json::text(refusal.body.at("error").as_object(), "code")) + (refusal.isWorthAnotherTry ? "" : " once");
    };
    QCOMPARE(said(Error("llm.rateLimited", "x").withArg("retryAfter", "1500")), std::string("429 rate_limit_exceeded"));
    QCOMPARE(*openai::refusalOf(Error("llm.rateLimited", "x").withArg("retryAfter", "1500")).retryAfterSeconds, std::int64_t(2));
    QCOMPARE(said(Error("budget.exhausted", "x")), std::string("429 insufficient_quota once"));
    QCOMPARE(said(Error("llm.unauthorized", "x")), std::string("502 provider_unauthorized once"));
    QCOMPARE(said(Error("llm.overloaded", "x")), std::string("503 overloaded"));
    QCOMPARE(said(Error("circuit.open", "x")), std::string("503 overloaded"));
    QCOMPARE(said(Error("llm.timeout", "x")), std::string("504 timeout"));
    QCOMPARE(said(Error("llm.streamCut", "x")), std::string("502 provider_failed"));
    QCOMPARE(said(Error("llm.contextTooLong", "x")), std::string("400 context_length_exceeded"));
    QCOMPARE(said(Error("vault.unknown", "x")), std::string("502 provider_key_missing once"));
    QCOMPARE(said(Error("something.else", "x")), std::string("500 internal_error"));
    // What a provider says of the request is told; what it says of our key is not.
    const auto text = [](Error error) { return std::string(json::text(openai::refusalOf(error).body.at("error").as_object(), "message")); };
    QCOMPARE(text(Error("llm.badRequest", "No.").withArg("detail", "tools are too many")), std::string("No. tools are too many"));
    QCOMPARE(text(Error("llm.unauthorized", "No.").withArg("detail", "Incorrect key sk-1")), std::string("No."));
}

SB_TEST_MAIN(TestOpenAiRequests)
#include "tst_openai_requests.moc"
