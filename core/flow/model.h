// SPDX-License-Identifier: GPL-3.0-or-later
// A flow as data: nodes, edges, variables, limits. What a file holds, nothing of how it runs.
#pragma once

#include "base/clock.h"
#include "base/json.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/enum.hpp>

namespace signalbox::flow {

/// What a failure of a node does when no edge leaves its `error` port. Hold: the step waits for a person.
enum class OnError { Stop, Finish, Default, Hold };
BOOST_DESCRIBE_ENUM(OnError, Stop, Finish, Default, Hold)

/// What happens to an effect that was under way when its owner died: it is tried again, waits for a
/// person, is taken for skipped, or for failed.
enum class OnInterrupted { Retry, Hold, Skip, Fail };
BOOST_DESCRIBE_ENUM(OnInterrupted, Retry, Hold, Skip, Fail)

/// How often and how patiently a step is tried. `attempts` is the total.
struct RetryPolicy
{
    int attempts = 1;
    Millis initial{1000};
    double factor = 2;
    Millis max{60000};
    bool operator==(const RetryPolicy &) const = default;
};

/// What a start of a flow does while a run of it has not ended. Queue: it waits its turn. Skip: it is
/// refused. Replace: what runs is cancelled first.
enum class Overlap { Parallel, Queue, Skip, Replace };
BOOST_DESCRIBE_ENUM(Overlap, Parallel, Queue, Skip, Replace)

/// When a node that keeps failing is left alone for a while.
struct BreakerPolicy
{
    int failures = 5; ///< in a row
    Millis openFor{30000};
    int probes = 1; ///< that must succeed before it is trusted again
    bool operator==(const BreakerPolicy &) const = default;
};

/// One node. `config` is checked against its type's schema by validate(), not here.
struct Node
{
    std::string id;
    std::string type;
    std::string name;
    json::Object config;
    std::optional<RetryPolicy> retry;
    std::optional<BreakerPolicy> breaker;
    std::optional<Millis> timeout;
    OnError onError = OnError::Stop;
    /// The output where onError is Default.
    json::Value defaultOutput;
    std::optional<OnInterrupted> onInterrupted;
    /// Switched off: it is not run, its input is its output. A trigger does not fire, an output gives nothing.
    bool disabled = false;
};

/// One edge. Ports default to "out" and "in"; for a source of type `condition` an absent fromPort
/// means "true".
struct Edge
{
    std::string from;
    std::string to;
    std::string fromPort;
    std::string toPort;
    std::optional<std::string> condition;
};

/// Limits of a run, and of how a flow is started. Zero means the engine's default.
struct Limits
{
    Millis timeout{0};
    std::int64_t steps = 0;
    int depth = 0;
    int parallel = 0;
    std::int64_t tokens = 0;  ///< that a run may use, with everything it starts
    int repeats = 0;          ///< so often in a row the same call with the same outcome ends the run
    int startsPerMinute = 0;  ///< more pause the flow
    Millis pause{0};          ///< for how long
    Overlap overlap = Overlap::Parallel;
};

/// A flow, read. Unknown keys, notes, groups and layout stay in the Document it came from.
struct Flow
{
    std::string id;
    std::string name;
    std::string description;
    std::vector<Node> nodes;
    std::vector<Edge> edges;
    json::Object vars;
    json::Value inputs; ///< JSON Schema of the run's input, or null
    json::Value outputs;
    Limits limits;
    /// Subflows in the same file, by id.
    std::map<std::string, std::shared_ptr<const Flow>> flows;
};

/// Reads a flow from its JSON. Shape errors only (a node without an id, an edge whose `from` is no
/// string, a bad duration); the meaning is validate()'s. `flow.shape` names the JSON pointer.
Result<Flow> fromJson(const json::Value &value);

/// "250ms", "30s", "5m", "2h", "1d"; whole or decimal numbers. Errors: flow.duration.
Result<Millis> parseDuration(std::string_view text);
std::string formatDuration(Millis duration);

/// A flow file: its JSON with everything that Signalbox does not know kept, and the bytes it was read
/// from. Writing an unchanged document gives the same bytes.
class Document
{
public:
    /// Errors: json.* (with line and column), flow.shape, flow.format (a newer format version).
    static Result<Document> parse(std::string_view text);

    const Flow &flow() const { return *m_flow; }
    std::shared_ptr<const Flow> sharedFlow() const { return m_flow; }
    const json::Value &root() const { return m_root; }
    /// Replaces the JSON, keeping number spellings that still apply.
    Result<void> setRoot(json::Value root);
    /// The text: the bytes read if nothing changed, else stable pretty JSON in the file's indentation.
    std::string text() const;

private:
    json::Value m_root;
    json::NumberSpelling m_spelling;
    std::string m_source;
    bool m_changed = false;
    std::shared_ptr<const Flow> m_flow;
};

} // namespace signalbox::flow
