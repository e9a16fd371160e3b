// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded answers as a document that can be kept, moved and given away: signalbox.model-recording/1.
#pragma once

#include "base/result.h"
#include "llm/event.h"
#include "llm/request.h"
#include "store/recordings.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox::llm {

/// One call as it ended.
struct RecordedCall
{
    std::string path;          ///< of the step
    std::int64_t number = 1;   ///< of the path, from 1
    std::int64_t attempt = 1;  ///< of the step
    std::string request;       ///< requestDigest()
    std::string asked;         ///< the provider that was asked for; empty: whichever there is
    std::string askedModel;    ///< and the model
    std::string provider;      ///< who answered
    std::string model;
    std::optional<Answer> answer;
    std::optional<Error> error; ///< where there is no answer
};

/// {"format": "signalbox.model-recording/1", "name", "flow", "example"?: true, "calls": [{"path", "number", "attempt",
/// "request": "sha256:…", "asked": {"provider", "model"}, "by": {"provider", "model"}, "answer": {"responseId", "model",
/// "parts": [{"text"} | {"thought", "opaque"?} | {"toolCall": {"id", "name", "arguments"}, "opaque"?} | {"image": {"mimeType",
/// "base64" | "url"}}], "usage", "finish", "providerReason"} | "error": {"code", "message", "subject"?, "args"?: [[name,
/// value]], "retryable"?: true}}]}, its calls by path and number. No secret stands in it, and no time: the same answers
/// are the same document.
struct Recording
{
    std::string name;
    std::string flow;
    bool isExample = false; ///< it came with a sample
    std::vector<RecordedCall> calls;
};

inline constexpr std::string_view kRecordingFormat = "signalbox.model-recording/1";

json::Object toJson(const RecordedCall &call);
/// Errors: recording.invalid (arg `call`, from 1, where it is known).
Result<RecordedCall> recordedCallOf(const json::Value &value);

/// Pretty JSON that ends with a line feed.
std::string writeRecording(const Recording &recording);
/// At most 64 MiB and 100,000 calls. Errors: json.*, recording.invalid, recording.newer.
Result<Recording> parseRecording(std::string_view text);

/// The same as a value: for whoever looks through it before it is written.
json::Object toJson(const Recording &recording);
std::string writeDocument(const json::Value &recording);

/// Redacts the texts in a value, each by itself: a secret that is a number, or the name of a member, breaks nothing.
void redactTexts(json::Value &value, const std::function<std::string(std::string)> &redact);

/// As the store has them, and back. `redact` takes secrets out of what is kept; empty: there are none.
store::RecordedCallRow rowOf(const RecordedCall &call, const std::function<std::string(std::string)> &redact = {});
Result<RecordedCall> callOfRow(const store::RecordedCallRow &row);

/// What stands for a request: of the provider that is asked for and everything that says what is wanted, not how long it
/// may take. Secrets are taken out before: it is the same where they were changed, and tells nothing of them.
std::string requestDigest(const std::string &provider, const Request &request, const std::function<std::string(std::string)> &redact = {});

/// Where the answers of one attempt of a step are kept, or come from. One for each attempt: it counts its calls.
/// Thread: the gateway's.
class Tape
{
public:
    enum class Mode { Record, Replay };
    Tape(Mode mode, std::string recording, std::int64_t attempt) : m_mode(mode), m_recording(std::move(recording)), m_attempt(attempt) {}

    Mode mode() const { return m_mode; }
    const std::string &recording() const { return m_recording; }
    std::int64_t attempt() const { return m_attempt; }
    /// How often this request was made before in this attempt; counts one more.
    std::size_t count(const std::string &request) { return m_counts[request]++; }
    /// Of those that were made before, at this path and by this request, the one for the call of this number.
    const store::RecordedCallRow *choose(const std::vector<store::RecordedCallRow> &rows, std::size_t number) const;

private:
    const Mode m_mode;
    const std::string m_recording;
    const std::int64_t m_attempt;
    std::map<std::string, std::size_t> m_counts;
};

} // namespace signalbox::llm
