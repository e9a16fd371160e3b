// SPDX-License-Identifier: GPL-3.0-or-later
// Which of several models is asked, in which order, and why. Pure: what is known of them comes in, a ranking comes out.
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "llm/request.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

namespace signalbox::llm {

enum class Strategy {
    InOrder,       ///< the first; the others where it fails
    RoundRobin,    ///< each in turn
    Weighted,      ///< each as often as its weight says, evenly spread
    LeastBusy,     ///< the one with the smallest share of its places taken
    LowestLatency, ///< the quickest to a first token
    LowestCost,    ///< the cheapest for this request
    BestScore      ///< the best by cost, latency, quality and health together
};
BOOST_DESCRIBE_ENUM(Strategy, InOrder, RoundRobin, Weighted, LeastBusy, LowestLatency, LowestCost, BestScore)

/// What a model must be able to do for a request.
struct Needs
{
    std::int64_t tokens = 0; ///< of its input and its longest answer
    bool images = false;
    bool tools = false;
    bool schema = false;
};
Needs needsOf(const Request &request, std::int64_t inputTokens, std::int64_t outputTokens);

/// What a model can do, as far as it is known; what is not known is taken for yes.
enum class Ability { Images, Tools, Schema };
BOOST_DESCRIBE_ENUM(Ability, Images, Tools, Schema)

/// One of the models that may be asked, with what is known of it now.
struct Candidate
{
    std::string provider;
    std::string model;
    std::int64_t weight = 1;
    std::optional<double> quality;     ///< 0 to 1, as a person rates it
    std::vector<Ability> lacks;        ///< what it cannot do
    std::int64_t contextTokens = 0;    ///< 0: not known
    std::int64_t busy = 0;             ///< calls under way
    std::int64_t places = 1;           ///< that may be under way at a time
    std::optional<double> latencyMs;   ///< to the first token, lately
    std::optional<std::int64_t> micros; ///< what this request may cost at most
    double failing = 0;                ///< the share of its calls that failed lately, 0 to 1
    bool isOpen = false;               ///< its circuit is open: it is left alone for now
};

/// How much each counts for BestScore; only their ratio matters.
struct ScoreWeights
{
    double cost = 1;
    double latency = 1;
    double quality = 1;
    double health = 1;
};
BOOST_DESCRIBE_STRUCT(ScoreWeights, (), (cost, latency, quality, health))

/// A place in the ranking.
struct Ranked
{
    std::size_t index = 0; ///< of the candidate
    /// Empty: it may be asked. Else why not: "context", "images", "tools", "schema".
    std::string refused;
    std::optional<double> score; ///< of BestScore, 0 to 1
};

/// Where a group stands with strategies that remember.
struct Turns
{
    std::uint64_t next = 0;
    /// By provider and model: the credit of smooth weighted round robin.
    std::map<std::string, std::int64_t> credit;
};

/// All candidates, those that are to be asked first first: what is open comes after what is not, what is refused
/// comes last. Equal ones keep their order. `turns` is moved on by one.
std::vector<Ranked> rank(Strategy strategy, const std::vector<Candidate> &candidates, const Needs &needs, Turns &turns, const ScoreWeights &weights = {});

/// The choice for a person: {strategy, candidates: [{provider, model, refused?, open?, score?, busy, places, latencyMs?,
/// micros?, quality?, failing?}]}, in the order of the ranking.
json::Object explain(Strategy strategy, const std::vector<Candidate> &candidates, const std::vector<Ranked> &ranking);

} // namespace signalbox::llm
