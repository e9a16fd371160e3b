// SPDX-License-Identifier: GPL-3.0-or-later
// Answers in OpenAI's wire format: whole, chunk by chunk, event by event; embeddings and models.
#include "openai/responses_answer.h"
#include "openai/small_answers.h"
#include "support/test.h"

using namespace signalbox;

class TestOpenAiAnswers : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void writesAChatAsAWhole();
    void writesAChatInChunks();
    void writesAResponseAsAWhole();
    void writesAResponseInEvents();
    void writesEmbeddingsAndModels();
};

namespace {

const openai::AnswerName kName{"1", 1'700'000'000, "house/m-1"};

std::vector<llm::Event> someEvents()
{
    return {llm::Begin{"r", "m"}, llm::ReasoningDelta{"Hm"}, llm::ReasoningEnd{{"k", "d"}}, llm::TextDelta{"Hel"}, llm::TextDelta{"lo \"x\"\n"},
            llm::ToolCallStart{0, "c1", "f"}, llm::ToolCallStart{1, "c2", "g"}, llm::ToolCallDelta{1, "{\"b\""}, llm::ToolCallDelta{0, "{}"}, llm::ToolCallDelta{1, ":1}"},
            llm::ToolCallEnd{0, {}}, llm::ToolCallEnd{1, {}}, llm::UsageUpdate{{10, 4, 0, 5, 2}}, llm::Finish{llm::FinishReason::ToolCalls, ""}};
}

llm::Answer someAnswer()
{
    llm::AnswerBuilder builder;
    for (auto &event : someEvents()) {
        builder.add(std::move(event));
    }
    return builder.take();
}

std::vector<json::Object> dataOf(const std::string &stream)
{
    std::vector<json::Object> list;
    for (std::size_t at = 0; (at = stream.find("data: {", at)) != std::string::npos;) {
        const auto end = stream.find("\n\n", at);
        list.push_back(json::parse(stream.substr(at + 6, end - at - 6)).value().as_object());
        at = end;
    }
    return list;
}

} // namespace

void TestOpenAiAnswers::writesAChatAsAWhole()
{
    QCOMPARE(json::write(json::Value(openai::chatAnswer(kName, someAnswer()))),
             std::string(R"({"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"house/m-1","choices":[{"index":0,"message":{"role":"assistant","content":"Hello \"x\"\n","refusal":null,"annotations":[],"reasoning_content":"Hm","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}},{"id":"c2","type":"function","function":{"name":"g","arguments":"{\"b\":1}"}}]},"logprobs":null,"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15,"prompt_tokens_details":{"cached_tokens":4,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":2,"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}},"service_tier":"default","system_fingerprint":null})"));
    llm::Answer cut;
    cut.finish = llm::FinishReason::Length;
    cut.message.parts.emplace_back(llm::TextPart{"a"});
    QCOMPARE(json::text(openai::chatAnswer(kName, cut).at("choices").as_array()[0].as_object(), "finish_reason"), std::string_view("length"));
}

void TestOpenAiAnswers::writesAChatInChunks()
{
    openai::ChatStream stream(kName, openai::ChatStream::Usage::Told);
    QVERIFY(stream.write({llm::Begin{"r", "m"}}).empty());
    auto text = stream.write(someEvents());
    QVERIFY(text.starts_with(R"(data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"house/m-1","service_tier":"default","system_fingerprint":null,"choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null})" "\n\n"));
    text += stream.end({10, 4, 0, 5, 2});
    QVERIFY(text.ends_with("}\n\ndata: [DONE]\n\n"));
    const auto chunks = dataOf(text);
    QCOMPARE(chunks.size(), std::size_t(11));
    const auto delta = [&](std::size_t i) { return json::write(chunks[i].at("choices").as_array()[0].at("delta")); };
    QCOMPARE(delta(1), std::string(R"({"reasoning_content":"Hm"})"));
    QCOMPARE(delta(3), std::string(R"({"content":"lo \"x\"\n"})"));
    QCOMPARE(delta(5), std::string(R"({"tool_calls":[{"index":1,"id":"c2","type":"function","function":{"name":"g","arguments":""}}]})"));
    QCOMPARE(delta(8), std::string(R"({"tool_calls":[{"index":1,"function":{"arguments":":1}"}}]})"));
    QCOMPARE(json::write(chunks[9].at("choices")), std::string(R"([{"index":0,"delta":{},"logprobs":null,"finish_reason":"tool_calls"}])"));
    QCOMPARE(json::write(chunks[10].at("choices")), std::string("[]"));
    QCOMPARE(chunks[10].at("usage").at("total_tokens"), json::Value(15));
    openai::ChatStream untold(kName, openai::ChatStream::Usage::Untold);
    const auto plain = untold.write({llm::TextDelta{"a"}}) + untold.end({});
    QVERIFY(plain.find("usage") == std::string::npos);
}

void TestOpenAiAnswers::writesAResponseAsAWhole()
{
    const json::Object echo{{"store", false}};
    const auto whole = openai::responsesAnswer(kName, echo, openai::ResponsesStream::Thoughts::Sealed, someAnswer());
    QCOMPARE(json::text(whole, "status"), std::string_view("completed"));
    const auto &output = whole.at("output").as_array();
    QCOMPARE(output.size(), std::size_t(4));
    QCOMPARE(json::write(output[0]), std::string(R"({"id":"rs_10","type":"reasoning","summary":[{"type":"summary_text","text":"Hm"}],"encrypted_content":"sb1:eyJraW5kIjoiayIsImRhdGEiOiJkIn0="})"));
    QCOMPARE(json::write(output[1]), std::string(R"({"id":"msg_11","type":"message","status":"completed","content":[{"type":"output_text","annotations":[],"logprobs":[],"text":"Hello \"x\"\n"}],"role":"assistant"})"));
    QCOMPARE(json::write(output[3]), std::string(R"({"id":"fc_13","type":"function_call","status":"completed","arguments":"{\"b\":1}","call_id":"c2","name":"g"})"));
    QCOMPARE(json::write(whole.at("usage")), std::string(R"({"input_tokens":10,"input_tokens_details":{"cached_tokens":4},"output_tokens":5,"output_tokens_details":{"reasoning_tokens":2},"total_tokens":15})"));
    QVERIFY(whole.contains("store"));
    llm::Answer cut;
    cut.finish = llm::FinishReason::Length;
    cut.message.parts.emplace_back(llm::TextPart{"a"});
    const auto half = openai::responsesAnswer(kName, {}, openai::ResponsesStream::Thoughts::Plain, cut);
    QCOMPARE(json::text(half, "status"), std::string_view("incomplete"));
    QCOMPARE(json::write(half.at("incomplete_details")), std::string(R"({"reason":"max_output_tokens"})"));
}

void TestOpenAiAnswers::writesAResponseInEvents()
{
    openai::ResponsesStream stream(kName, {}, openai::ResponsesStream::Thoughts::Plain);
    auto text = stream.write({llm::Begin{"r", "m"}});
    QVERIFY(text.empty());
    // Cut anywhere, it is the same.
    for (auto &event : someEvents()) {
        text += stream.write({event});
    }
    text += stream.end({10, 4, 0, 5, 2});
    const auto events = dataOf(text);
    QStringList types;
    for (std::size_t i = 0; i < events.size(); ++i) {
        QCOMPARE(events[i].at("sequence_number"), json::Value(std::int64_t(i)));
        types << QString::fromUtf8(json::text(events[i], "type").data(), qsizetype(json::text(events[i], "type").size())).mid(9);
    }
    QCOMPARE(types.join(u' '),
             QStringLiteral("created in_progress output_item.added reasoning_summary_part.added reasoning_summary_text.delta reasoning_summary_text.done reasoning_summary_part.done output_item.done "
                            "output_item.added content_part.added output_text.delta output_text.delta output_text.done content_part.done output_item.done "
                            "output_item.added output_item.added function_call_arguments.delta function_call_arguments.delta function_call_arguments.delta "
                            "function_call_arguments.done output_item.done function_call_arguments.done output_item.done completed"));
    QVERIFY(text.starts_with("event: response.created\ndata: {\"type\":\"response.created\",\"sequence_number\":0,"));
    QVERIFY(text.find("encrypted_content") == std::string::npos);
    const auto &output = events.back().at("response").at("output").as_array();
    QCOMPARE(output.size(), std::size_t(4));
    QCOMPARE(json::text(output[2].as_object(), "arguments"), std::string_view("{}"));

    openai::ResponsesStream broken(kName, {}, openai::ResponsesStream::Thoughts::Plain);
    auto some = broken.write({llm::TextDelta{"a"}});
    some += broken.fail({{"error", json::Object{{"message", "No"}, {"type", "server_error"}, {"param", nullptr}, {"code", "timeout"}}}});
    QVERIFY2(some.ends_with("data: {\"type\":\"error\",\"sequence_number\":5,\"code\":\"timeout\",\"message\":\"No\",\"param\":null}\n\n"), some.c_str());
}

void TestOpenAiAnswers::writesEmbeddingsAndModels()
{
    llm::Embeddings embeddings;
    embeddings.vectors = {{0.5F, -0.25F}, {1.0F}};
    embeddings.usage.inputTokens = 3;
    QCOMPARE(openai::embeddingsAnswer(embeddings, "e", openai::EmbeddingsRequest::Format::Numbers),
             std::string(R"({"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.5,-0.25]},{"object":"embedding","index":1,"embedding":[1.0]}],"model":"e","usage":{"prompt_tokens":3,"total_tokens":3}})"));
    const auto coded = json::parse(openai::embeddingsAnswer(embeddings, "e", openai::EmbeddingsRequest::Format::Base64));
    QCOMPARE(coded->at("data").as_array()[0].at("embedding"), json::Value("AAAAPwAAgL4="));
    QCOMPARE(json::write(json::Value(openai::modelsAnswer({{"a/b", "a", 5}}))), std::string(R"({"object":"list","data":[{"id":"a/b","object":"model","created":5,"owned_by":"a"}]})"));
}

SB_TEST_MAIN(TestOpenAiAnswers)
#include "tst_openai_answers.moc"
