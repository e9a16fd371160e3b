// SPDX-License-Identifier: GPL-3.0-or-later
// Bodies of the endpoint's requests: no crash, and what is refused names a member in UTF-8 within bounds. What is read
// and answered again is JSON.
#include "openai/refusal.h"
#include "openai/request.h"
#include "openai/responses_answer.h"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace signalbox;

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

template<typename T>
void check(const Result<T> &read)
{
    if (!read) {
        const auto refusal = openai::refusalOf(read.error());
        require(refusal.status == 400 || refusal.status == 413);
        require(json::parse(json::write(json::Value(refusal.body))).ok());
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    check(openai::readChat(text));
    check(openai::readEmbeddings(text));
    const auto responses = openai::readResponses(text);
    check(responses);
    if (responses) {
        llm::Answer answer;
        answer.finish = llm::FinishReason::Stop;
        for (const auto &message : responses->request.messages) {
            answer.message.parts.insert(answer.message.parts.end(), message.parts.begin(), message.parts.end());
        }
        const auto written = openai::responsesAnswer({"id", 1, responses->model}, responses->echo, openai::ResponsesStream::Thoughts::Sealed, answer);
        require(json::parse(json::write(json::Value(written))).ok());
    }
    return 0;
}
