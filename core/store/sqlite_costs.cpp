// SPDX-License-Identifier: GPL-3.0-or-later
// What models and the runs of a flow came to: the sums that advice and forecasts are made from.
#include "store/sqlite_models_p.h"

#include <map>
#include <tuple>

namespace signalbox::store {

namespace {

// Of the newest thousand those that ended well and did all of their work themselves: one that took steps over from
// another, or whose outputs or answers were given to it, cost less than the next one will.
#define SB_RECENT_RUNS                                                                                                        \
    "WITH newest AS (SELECT key, id, state, options, models FROM runs WHERE workspace_id = ?1 AND flow = ?2 ORDER BY key DESC LIMIT 1000), " \
    "recent AS (SELECT key, id FROM newest WHERE state = ?3 AND CASE WHEN json_valid(options) THEN coalesce(json_type(options, '$.from'), json_type(options, '$.pins')) IS NULL ELSE 1 END " \
    "AND (models = '' OR models LIKE 'record%') ORDER BY key DESC LIMIT ?4) "

Result<std::vector<ModelSums>> sumModels(ReadContext &context, std::int64_t workspace, UnixMillis from, UnixMillis to)
{
    auto query = context.db().query("SELECT provider, model, CASE WHEN micros >= 0 THEN currency ELSE '' END, count(*), sum(outcome <> 'ok'), "
                                    "sum(input_tokens), sum(cached_tokens), sum(output_tokens), sum(reasoning_tokens), "
                                    "sum(max(micros, 0)), sum(CASE WHEN outcome <> 'ok' THEN max(micros, 0) ELSE 0 END) "
                                    "FROM llm_calls WHERE workspace_id = ?1 AND started_at >= ?2 AND started_at < ?3 GROUP BY 1, 2, 3");
    query.bind(workspace, from, to);
    std::vector<ModelSums> all;
    while (true) {
        SB_TRY(more, query.next());
        if (!more) {
            return all;
        }
        ModelSums sums;
        sums.provider = query.text(0);
        sums.model = query.text(1);
        sums.currency = query.text(2);
        sums.calls = query.integer(3);
        sums.failed = query.integer(4);
        sums.inputTokens = query.integer(5);
        sums.cachedTokens = query.integer(6);
        sums.outputTokens = query.integer(7);
        sums.reasoningTokens = query.integer(8);
        sums.micros = query.integer(9);
        sums.failedMicros = query.integer(10);
        all.push_back(std::move(sums));
    }
}

// The step of "each[3]/inner[0]/ask" is "each/inner/ask": how often it ran is counted, not named.
std::string withoutNumbers(const std::string &path)
{
    std::string step;
    bool isNumber = false;
    for (const char c : path) {
        isNumber = c == '[' || (isNumber && c != ']' && c != '/');
        if (!isNumber && c != ']') {
            step += c;
        }
    }
    return step;
}

Result<FlowCosts> sumFlow(ReadContext &context, std::int64_t workspace, const std::string &flow, int runs)
{
    FlowCosts costs;
    const auto succeeded = static_cast<std::int64_t>(RunState::Succeeded);
    auto query = context.db().query(SB_RECENT_RUNS "SELECT r.id, count(c.key), coalesce(sum(c.micros < 0), 0), coalesce(sum(max(c.micros, 0)), 0), "
                                                   "coalesce(max(c.currency), ''), count(DISTINCT nullif(c.currency, '')) "
                                                   "FROM recent r LEFT JOIN llm_calls c ON c.run = r.id AND c.run <> '' AND c.workspace_id = ?1 GROUP BY r.key ORDER BY r.key DESC");
    query.bind(workspace, flow, succeeded, static_cast<std::int64_t>(runs));
    while (true) {
        SB_TRY(more, query.next());
        if (!more) {
            break;
        }
        RunCost run;
        run.run = query.text(0);
        run.calls = query.integer(1);
        run.unpriced = query.integer(5) > 1 ? run.calls : query.integer(2); // sums in different currencies are none
        run.micros = query.integer(3);
        run.currency = query.text(4);
        costs.runs.push_back(std::move(run));
    }
    auto steps = context.db().query(SB_RECENT_RUNS "SELECT c.path, c.provider, c.model, c.currency, count(*), sum(c.input_tokens), sum(c.output_tokens), "
                                                   "sum(max(c.micros, 0)), sum(c.micros < 0) FROM recent r JOIN llm_calls c ON c.run = r.id AND c.run <> '' AND c.workspace_id = ?1 "
                                                   "GROUP BY 1, 2, 3, 4");
    steps.bind(workspace, flow, succeeded, static_cast<std::int64_t>(runs));
    std::map<std::tuple<std::string, std::string, std::string, std::string>, StepCost> sums;
    while (true) {
        SB_TRY(more, steps.next());
        if (!more) {
            break;
        }
        auto &sum = sums[{withoutNumbers(steps.text(0)), steps.text(1), steps.text(2), steps.text(3)}];
        sum.calls += steps.integer(4);
        sum.inputTokens += steps.integer(5);
        sum.outputTokens += steps.integer(6);
        sum.micros += steps.integer(7);
        sum.unpriced += steps.integer(8);
    }
    for (auto &[name, sum] : sums) {
        std::tie(sum.step, sum.provider, sum.model, sum.currency) = name;
        costs.steps.push_back(std::move(sum));
    }
    return costs;
}

} // namespace

Task<Result<std::vector<ModelSums>>> SqliteModelRepository::modelSums(std::string workspace, UnixMillis from, UnixMillis to)
{
    auto work = [workspace = std::move(workspace), from, to](ReadContext &context) -> Result<std::vector<ModelSums>> {
        SB_TRY(key, context.workspaceKey(workspace));
        return sumModels(context, key, from, to);
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<FlowCosts>> SqliteModelRepository::flowCosts(std::string workspace, std::string flow, int runs)
{
    auto work = [workspace = std::move(workspace), flow = std::move(flow), runs](ReadContext &context) -> Result<FlowCosts> {
        SB_TRY(key, context.workspaceKey(workspace));
        return sumFlow(context, key, flow, runs);
    };
    co_return co_await read(m_readers, std::move(work));
}

} // namespace signalbox::store
