// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/run_text.h"

#include "ui/words/words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace signalbox::ui::runs {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Runs)
};

} // namespace

State stateOf(api::RunState state)
{
    switch (state) {
    case api::RunState::Running: return State::Running;
    case api::RunState::Waiting: return State::Waiting;
    case api::RunState::Succeeded: return State::Succeeded;
    case api::RunState::Failed: return State::Failed;
    case api::RunState::Cancelled: return State::Cancelled;
    }
    return State::Idle;
}

State stateOf(api::StepState state)
{
    switch (state) {
    case api::StepState::Started: return State::Running;
    case api::StepState::Succeeded: return State::Succeeded;
    case api::StepState::Failed: return State::Failed;
    case api::StepState::Skipped: return State::Skipped;
    case api::StepState::InDoubt: return State::InDoubt;
    case api::StepState::Waiting: return State::Waiting;
    case api::StepState::Cancelled: return State::Cancelled;
    }
    return State::Idle;
}

bool isFinal(api::RunState state)
{
    return state != api::RunState::Running && state != api::RunState::Waiting;
}

bool isFinal(api::StepState state)
{
    return state == api::StepState::Succeeded || state == api::StepState::Failed || state == api::StepState::Skipped || state == api::StepState::Cancelled;
}

QString durationText(double ms)
{
    const QLocale locale;
    if (ms < 1000) {
        return Words::tr("%1 ms").arg(locale.toString(ms, 'f', ms > 0 && ms < 10 ? 1 : 0));
    }
    const auto seconds = static_cast<qint64>(ms / 1000);
    if (seconds < 60) {
        return Words::tr("%1 s").arg(locale.toString(ms / 1000, 'f', 1));
    }
    if (seconds < 3600) {
        return Words::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    }
    return Words::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
}

QString startedText(UnixMillis time, UnixMillis now)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(time);
    const QLocale locale;
    if (at.date() == QDateTime::fromMSecsSinceEpoch(now).date()) {
        return at.toString(QStringLiteral("HH:mm:ss"));
    }
    return locale.toString(at.date(), QLocale::ShortFormat) + u' ' + at.toString(QStringLiteral("HH:mm"));
}

QString bytesText(std::int64_t bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QString answersText(const api::RunModels &models)
{
    switch (models.mode) {
    case api::ModelsMode::Live: break;
    case api::ModelsMode::Record: return Words::tr("recorded");
    case api::ModelsMode::Replay: return models.example ? Words::tr("Example answers") : Words::tr("Recorded answers");
    }
    return {};
}

ErrorText errorText(const json::Value &error)
{
    ErrorText text;
    if (const auto *object = error.if_object()) {
        text.message = words::sentence(json::text(*object, "message"));
        text.code = fromUtf8(json::text(*object, "code"));
        text.subject = fromUtf8(json::text(*object, "subject"));
        const auto *again = json::find(*object, "retryable");
        text.isRetryable = again && again->is_bool() && again->get_bool();
    } else if (error.is_string()) {
        text.message = words::sentence(error.get_string());
    }
    return text;
}

std::int64_t payloadBytes(const json::Value &value)
{
    if (!json::find(value, "$payload")) {
        return 0;
    }
    const auto *bytes = json::find(value, "bytes");
    return bytes && bytes->is_number() ? std::max<std::int64_t>(bytes->to_number<std::int64_t>(), 1) : 1;
}

} // namespace signalbox::ui::runs
