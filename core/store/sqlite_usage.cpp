// SPDX-License-Identifier: GPL-3.0-or-later
// What calls of models came to, summed by SQLite and brought together by currency here.
#include "store/sqlite_models_p.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

namespace signalbox::store {

namespace {

// A day before 1970 may stand at the begin of the range in a time west of it; SQLite divides towards zero.
#define SB_USAGE_SUMS                                                                                                                           \
    "c.micros >= 0 AS priced, CASE WHEN c.micros >= 0 THEN c.currency ELSE '' END AS currency, count(*), sum(c.outcome <> 'ok'), sum(c.input_tokens), " \
    "sum(c.cached_tokens), sum(c.output_tokens), sum(max(c.micros, 0)) FROM llm_calls c "
#define SB_USAGE_RANGE "WHERE c.workspace_id = ?1 AND c.started_at >= ?2 AND c.started_at < ?3 GROUP BY 1, 2, 3, 4, 5"
#define SB_DAY_MS "86400000"

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kMinuteMs = 60'000;

// Each gives a whole number and three texts that name a group, then its sums in a currency.
Sql statementFor(UsageBy by)
{
    switch (by) {
    case UsageBy::Day: return "SELECT (c.started_at + ?4 + " SB_DAY_MS ") / " SB_DAY_MS " - 1 AS a, '' AS b, '' AS d, " SB_USAGE_SUMS SB_USAGE_RANGE;
    case UsageBy::Model: return "SELECT 0 AS a, c.provider AS b, c.model AS d, " SB_USAGE_SUMS SB_USAGE_RANGE;
    case UsageBy::Provider: return "SELECT 0 AS a, c.provider AS b, '' AS d, " SB_USAGE_SUMS SB_USAGE_RANGE;
    case UsageBy::Token:
        return "SELECT 0 AS a, c.token AS b, coalesce(t.name, '') AS d, " SB_USAGE_SUMS
               "LEFT JOIN endpoint_tokens t ON c.token <> '' AND t.workspace_id = c.workspace_id AND t.id = c.token " SB_USAGE_RANGE;
    case UsageBy::Flow: break;
    }
    return "SELECT CASE WHEN c.run = '' THEN 1 WHEN r.key IS NULL THEN 2 ELSE 0 END AS a, coalesce(r.flow, '') AS b, coalesce(f.name, '') AS d, " SB_USAGE_SUMS
           "LEFT JOIN runs r ON c.run <> '' AND r.workspace_id = c.workspace_id AND r.id = c.run "
           "LEFT JOIN flows f ON f.workspace_id = c.workspace_id AND f.id = r.flow " SB_USAGE_RANGE;
}

std::int64_t costIn(const UsageSums &sums, const std::string &currency)
{
    const auto found = std::ranges::find(sums.costs, currency, &UsageCost::currency);
    return found == sums.costs.end() ? 0 : found->micros;
}

void add(UsageSums &to, const UsageSums &sums)
{
    to.calls += sums.calls;
    to.failed += sums.failed;
    to.unpriced += sums.unpriced;
    to.inputTokens += sums.inputTokens;
    to.cachedTokens += sums.cachedTokens;
    to.outputTokens += sums.outputTokens;
    for (const auto &cost : sums.costs) {
        const auto at = std::ranges::lower_bound(to.costs, cost.currency, {}, &UsageCost::currency);
        if (at != to.costs.end() && at->currency == cost.currency) {
            at->micros += cost.micros;
        } else {
            to.costs.insert(at, cost);
        }
    }
}

UsageSums readSums(const Query &query)
{
    UsageSums sums;
    const bool isPriced = query.integer(3) != 0;
    sums.calls = query.integer(5);
    sums.failed = query.integer(6);
    sums.unpriced = isPriced ? 0 : sums.calls;
    sums.inputTokens = query.integer(7);
    sums.cachedTokens = query.integer(8);
    sums.outputTokens = query.integer(9);
    if (isPriced) {
        sums.costs.push_back({query.text(4), query.integer(10)});
    }
    return sums;
}

// Puts the groups in their order and leaves out those that are too many.
void bringInOrder(UsageRows &rows, UsageBy by)
{
    auto &groups = rows.groups;
    if (by == UsageBy::Day) {
        const auto left = groups.size() > kUsageDays ? groups.size() - kUsageDays : 0;
        std::for_each_n(groups.begin(), left, [&](const auto &group) { add(rows.rest, group.sums); });
        groups.erase(groups.begin(), groups.begin() + static_cast<std::ptrdiff_t>(left));
        rows.restGroups = static_cast<std::int64_t>(left);
        return;
    }
    // Currencies cannot be compared; that of the largest sum leads.
    const auto most = std::ranges::max_element(rows.total.costs, {}, &UsageCost::micros);
    const std::string currency = most == rows.total.costs.end() ? std::string() : most->currency;
    const auto rank = [&](const UsageGroup &group) { return std::pair(-costIn(group.sums, currency), -group.sums.calls); };
    std::ranges::stable_sort(groups, {}, rank);
    if (groups.size() > kUsageGroups) {
        rows.restGroups = static_cast<std::int64_t>(groups.size() - kUsageGroups);
        std::for_each(groups.begin() + kUsageGroups, groups.end(), [&](const auto &group) { add(rows.rest, group.sums); });
        groups.resize(kUsageGroups);
    }
}

using Sums = std::map<std::tuple<std::int64_t, std::string, std::string>, UsageSums>;

// The calls of [from, to), in which a day is so many minutes away from UTC's.
Result<void> addRange(ReadContext &context, std::int64_t workspace, UsageBy by, UnixMillis from, UnixMillis to, std::int64_t offset, Sums &sums, UsageSums &total)
{
    auto query = context.db().query(statementFor(by));
    if (by == UsageBy::Day) {
        query.bind(workspace, from, to, offset);
    } else {
        query.bind(workspace, from, to);
    }
    while (true) {
        SB_TRY(more, query.next());
        if (!more) {
            return {};
        }
        const auto one = readSums(query);
        add(sums[{query.integer(0), query.text(1), query.text(2)}], one);
        add(total, one);
    }
}

// When the day of this number begins: by the offset that counts at that moment. Where no such moment is, because clocks
// are set forward at midnight, it begins with that change.
UnixMillis beginOfDay(const UsageFilter &filter, std::int64_t number)
{
    auto from = std::numeric_limits<UnixMillis>::min();
    auto offset = filter.offsetMinutes * kMinuteMs;
    for (const auto &change : filter.changes) {
        const auto begin = std::max(number * kDayMs - offset, from);
        if (begin < change.at) {
            return begin;
        }
        from = change.at;
        offset = change.offsetMinutes * kMinuteMs;
    }
    return std::max(number * kDayMs - offset, from);
}

Result<UsageRows> sumUp(ReadContext &context, std::int64_t workspace, const UsageFilter &filter)
{
    Sums sums;
    UsageRows rows;
    auto from = filter.from;
    auto offset = filter.offsetMinutes * kMinuteMs;
    if (filter.by == UsageBy::Day) {
        for (const auto &change : filter.changes) {
            if (change.at > from && change.at < filter.to) {
                SB_CHECK(addRange(context, workspace, filter.by, from, change.at, offset, sums, rows.total));
                from = change.at;
            }
            offset = change.at < filter.to ? change.offsetMinutes * kMinuteMs : offset;
        }
    }
    SB_CHECK(addRange(context, workspace, filter.by, from, filter.to, offset, sums, rows.total));
    for (auto &[name, sum] : sums) {
        const auto &[number, first, second] = name;
        UsageGroup group;
        group.sums = std::move(sum);
        switch (filter.by) {
        case UsageBy::Day: group.day = beginOfDay(filter, number); break;
        case UsageBy::Model: group.model = second; [[fallthrough]];
        case UsageBy::Provider: group.provider = first; break;
        case UsageBy::Token:
            group.token = first;
            group.tokenName = second;
            break;
        case UsageBy::Flow:
            group.origin = static_cast<UsageOrigin>(number);
            group.flow = first;
            group.flowName = second;
            break;
        }
        rows.groups.push_back(std::move(group));
    }
    bringInOrder(rows, filter.by);
    return rows;
}

} // namespace

Task<Result<UsageRows>> SqliteModelRepository::usage(std::string workspace, UsageFilter filter)
{
    auto work = [workspace = std::move(workspace), filter](ReadContext &context) -> Result<UsageRows> {
        SB_TRY(key, context.workspaceKey(workspace));
        return sumUp(context, key, filter);
    };
    co_return co_await read(m_readers, std::move(work));
}

} // namespace signalbox::store
