// SPDX-License-Identifier: GPL-3.0-or-later
// What an event says in one line: a sentence for the events of runs, the members of the data for others.
#include "ui/events/event_model.h"

#include "ui/words/words.h"

#include <QCoreApplication>
#include <QLocale>

namespace signalbox::ui {

namespace {

constexpr std::size_t kReadable = 64u << 10;
constexpr qsizetype kLetters = 300;

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Events)
};

QString textOf(const json::Value &value)
{
    if (const auto *text = value.if_string()) {
        return QString::fromUtf8(text->data(), qsizetype(std::min<std::size_t>(text->size(), 200))).simplified();
    }
    return QString::fromStdString(json::write(value)).left(200);
}

// "fetch ✓, parse ✓ and 10 more" of [["fetch","succeeded"],…].
QString changedSteps(const json::Value &data)
{
    const auto *changed = json::find(data, "changed");
    if (!changed || !changed->is_array() || changed->get_array().empty()) {
        return {};
    }
    QStringList names;
    for (const auto &entry : changed->get_array()) {
        if (names.size() == 3) {
            break;
        }
        if (!entry.is_array() || entry.get_array().size() != 2) {
            continue;
        }
        const QString state = textOf(entry.get_array()[1]);
        const QString sign = state == QLatin1String("succeeded") ? QStringLiteral(" ✓")
            : state == QLatin1String("failed")                   ? QStringLiteral(" ✗")
            : state == QLatin1String("started")                  ? QStringLiteral(" …")
            : state == QLatin1String("inDoubt")                  ? QStringLiteral(" ?")
            : state == QLatin1String("waiting")                  ? u' ' + Words::tr("waits")
            : state == QLatin1String("skipped")                  ? u' ' + Words::tr("skipped")
            : state == QLatin1String("cancelled")                ? u' ' + Words::tr("cancelled")
                                                                 : u' ' + state;
        names << textOf(entry.get_array()[0]) + sign;
    }
    std::int64_t count = static_cast<std::int64_t>(changed->get_array().size());
    if (const auto *all = json::find(data, "changedCount"); all && all->is_int64()) {
        count = all->get_int64();
    }
    QString line = names.join(QStringLiteral(", "));
    if (const int more = int(count) - int(names.size()); more > 0) {
        line += u' ' + Words::tr("and %n more", nullptr, more);
    }
    return line;
}

QString durationOf(const json::Value &data)
{
    const auto *took = json::find(data, "durationUs");
    if (!took || !took->is_number()) {
        return {};
    }
    const double ms = took->to_number<double>() / 1000.0;
    const QLocale locale;
    return ms < 1000 ? locale.toString(ms, 'f', ms < 10 ? 1 : 0) + QStringLiteral(" ms") : locale.toString(ms / 1000.0, 'f', 1) + QStringLiteral(" s");
}

QString membersOf(const json::Value &data)
{
    const auto *object = data.if_object();
    if (!object) {
        return data.is_null() ? QString() : textOf(data);
    }
    QString line;
    for (const auto &member : *object) {
        if (line.size() > kLetters) {
            break;
        }
        line += (line.isEmpty() ? QString() : QStringLiteral("  ")) + QString::fromUtf8(member.key().data(), qsizetype(member.key().size())) + QStringLiteral(": ") + textOf(member.value());
    }
    return line;
}

} // namespace

QString eventSummary(const EventRecord &event)
{
    if (event.data.size() > kReadable) {
        return QString::fromUtf8(event.data.data(), kLetters).simplified();
    }
    const auto data = json::parse(event.data.empty() ? std::string_view("null") : event.data);
    if (!data) {
        return {};
    }
    QStringList parts;
    if (const auto *message = json::find(*data, "message"); message && message->is_string()) {
        parts << words::sentence(message->get_string());
    } else if (event.topic.starts_with("run.")) {
        if (const auto *error = json::find(*data, "error"); error && error->is_object()) {
            parts << words::sentence(json::text(error->get_object(), "message"));
        }
        parts << changedSteps(*data);
        if (const auto *flow = json::find(*data, "flow"); flow && !event.topic.ends_with(".progress")) {
            parts << textOf(*flow);
        }
        if (const auto *steps = json::find(*data, "steps"); steps && steps->is_int64() && steps->get_int64() > 0) {
            parts << Words::tr("%n step(s)", nullptr, int(steps->get_int64()));
        }
        parts << durationOf(*data);
    } else {
        parts << membersOf(*data);
    }
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · ")).left(kLetters);
}

} // namespace signalbox::ui
