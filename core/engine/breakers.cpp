// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/breakers.h"

namespace signalbox::engine {

namespace {

/// More than any machine talks to; then those that are closed and unused are forgotten.
constexpr std::size_t kMostEntries = 4096;

} // namespace

void Breakers::Permits::succeeded()
{
    for (auto &[keep, permit] : m_permits) {
        permit.succeeded();
    }
}

void Breakers::Permits::failed()
{
    for (auto &[keep, permit] : m_permits) {
        permit.failed();
    }
}

BreakerView Breakers::viewOf(const std::string &subject, const Entry &entry) const
{
    BreakerView view;
    view.subject = subject;
    const auto state = entry.breaker.state();
    view.state = state == CircuitBreaker::State::Open ? BreakerState::Open : state == CircuitBreaker::State::HalfOpen ? BreakerState::HalfOpen : BreakerState::Closed;
    view.since = entry.since;
    view.retryAt = view.state == BreakerState::Open ? entry.since + entry.policy.openFor.count() : 0;
    view.policy = entry.policy;
    return view;
}

std::shared_ptr<Breakers::Entry> Breakers::entryOf(const std::string &workspace, const Subject &subject)
{
    const Key key(workspace, subject.name);
    const auto known = m_entries.find(key);
    const auto same = [](const CircuitPolicy &a, const CircuitPolicy &b) { return a.failures == b.failures && a.openFor == b.openFor && a.probes == b.probes; };
    if (known != m_entries.end() && same(known->second->policy, subject.policy)) {
        return known->second;
    }
    if (m_entries.size() >= kMostEntries) {
        std::erase_if(m_entries, [](const auto &entry) { return entry.second.use_count() == 1 && entry.second->breaker.state() == CircuitBreaker::State::Closed; });
    }
    // With another policy than before it begins anew.
    auto entry = std::make_shared<Entry>(subject.name.substr(subject.name.find(':') + 1), m_clock, subject.policy);
    entry->breaker.onChange([this, workspace, name = subject.name, raw = entry.get()](CircuitBreaker::State) {
        raw->since = m_clock.now();
        if (m_observer) {
            m_observer(workspace, viewOf(name, *raw));
        }
    });
    m_entries.insert_or_assign(key, entry);
    return entry;
}

Result<Breakers::Permits> Breakers::acquire(const std::string &workspace, const std::vector<Subject> &subjects)
{
    Permits permits;
    for (const auto &subject : subjects) {
        auto entry = entryOf(workspace, subject);
        SB_TRY(permit, entry->breaker.acquire());
        permits.m_permits.emplace_back(std::move(entry), std::move(permit));
    }
    return permits;
}

std::vector<BreakerView> Breakers::list(const std::string &workspace) const
{
    std::vector<BreakerView> views;
    for (auto it = m_entries.lower_bound({workspace, {}}); it != m_entries.end() && it->first.first == workspace; ++it) {
        views.push_back(viewOf(it->first.second, *it->second));
    }
    return views;
}

Result<void> Breakers::reset(const std::string &workspace, const std::string &subject)
{
    const auto known = m_entries.find({workspace, subject});
    if (known == m_entries.end()) {
        return Error("store.notFound", "There is no circuit breaker " + subject + ". List them to see which there are.", subject);
    }
    known->second->breaker.reset();
    return {};
}

} // namespace signalbox::engine
