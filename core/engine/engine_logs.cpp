// SPDX-License-Identifier: GPL-3.0-or-later
// What attempts wrote while they ran: kept with the run's next commit.
#include "engine/engine_p.h"

#include "base/text.h"

namespace signalbox::engine {

namespace {
/// Of a run that is not written.
constexpr std::size_t kMostInMemory = 1000;
} // namespace

std::string AttemptLog::redacted(std::string_view text) const
{
    std::string copy(text);
    return m_redact ? m_redact(std::move(copy)) : copy;
}

void AttemptLog::add(std::string_view level, std::string_view text)
{
    if (!m_isFull) {
        addRedacted(level, redacted(text));
    }
}

void AttemptLog::addBeginning(std::string_view level, std::string_view text, std::size_t most)
{
    if (m_isFull) {
        return;
    }
    // A secret over the cut would stand there by half, and no redactor would know it again.
    auto whole = redacted(text);
    if (const auto cut = cutUtf8(whole, most); cut.size() < whole.size()) {
        const auto missing = whole.size() - cut.size();
        whole.resize(cut.size());
        whole += " … (" + std::to_string(missing) + " bytes more)";
    }
    addRedacted(level, whole);
}

void AttemptLog::addRedacted(std::string_view level, std::string_view text)
{
    m_isFull = m_lines.size() + 1 >= kMostLines || m_bytes + text.size() > kMostBytes;
    const auto cut = cutUtf8(text, kMostBytes - std::min(m_bytes, kMostBytes));
    m_bytes += cut.size();
    m_lines.push_back(json::Object{{"level", level}, {"text", cut}});
}

std::string AttemptLog::text() const
{
    return m_lines.empty() ? std::string() : json::write(json::Value(m_lines));
}

void Engine::Private::keepLog(const LivePtr &live, std::uint32_t seq, int attempt, const AttemptLog &log) const
{
    if (live->lost || store::isFinal(live->run.state) || (live->run.mode == RunMode::Memory && live->logs.size() >= kMostInMemory)) {
        return;
    }
    if (auto text = log.text(); !text.empty()) {
        live->logs.push_back({seq, attempt, redacted(std::move(text))});
    }
}

Task<Result<std::vector<store::StepLog>>> Engine::logs(std::string workspace, std::string id, std::uint32_t seq)
{
    LivePtr live;
    if (const auto ended = d->endedMemory.find(id); ended != d->endedMemory.end()) {
        live = ended->second;
    } else if (const auto going = d->runs.find(id); going != d->runs.end() && going->second->run.mode == RunMode::Memory) {
        live = going->second;
    }
    if (live && live->run.workspace == workspace) {
        std::vector<store::StepLog> kept;
        std::copy_if(live->logs.begin(), live->logs.end(), std::back_inserter(kept), [seq](const auto &log) { return log.seq == seq; });
        co_return kept;
    }
    SB_CO_TRY(row, co_await d->services.journal.getRun(workspace, id));
    co_return co_await d->services.journal.stepLogs(row.key, seq);
}

} // namespace signalbox::engine
