// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/change_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace signalbox::ui {

namespace {

constexpr std::size_t kLongest = 48;
constexpr std::size_t kMostFields = 3;

class ChangeText
{
    Q_DECLARE_TR_FUNCTIONS(ChangeText)
public:
    static QString name(const flow::Change &change, const std::function<QString(std::string_view id)> &nameOf)
    {
        switch (change.thing) {
        case flow::Thing::Flow: return tr("The flow itself");
        case flow::Thing::Node: return nameOf(change.id);
        case flow::Thing::Edge: {
            // "from:port>to:port"; ids may hold neither sign.
            const auto arrow = change.id.find('>');
            const auto from = std::string_view(change.id).substr(0, change.id.rfind(':', arrow));
            const auto rest = std::string_view(change.id).substr(arrow == std::string::npos ? 0 : arrow + 1);
            return tr("%1 → %2").arg(nameOf(from), nameOf(rest.substr(0, rest.rfind(':'))));
        }
        case flow::Thing::Frame: return tr("Frame %1").arg(text(change.id));
        case flow::Thing::Note: return tr("Note %1").arg(text(change.id));
        }
        return {};
    }

    static QString kind(const flow::Change &change)
    {
        switch (change.kind) {
        case flow::ChangeKind::Added: return tr("Added");
        case flow::ChangeKind::Removed: return tr("Removed");
        case flow::ChangeKind::Changed: return tr("Changed");
        case flow::ChangeKind::Moved: return tr("Moved");
        }
        return {};
    }

    static QString value(const std::optional<json::Value> &value)
    {
        if (!value) {
            return tr("nothing");
        }
        // Of what is long nobody reads all, and to write it would take long.
        if (json::approximateSize(*value) > 64 * kLongest && !value->is_string()) {
            return value->is_array() ? QStringLiteral("[…]") : QStringLiteral("{…}");
        }
        auto written = value->is_string() ? text(json::write(json::Value(std::string_view(value->get_string()).substr(0, 4 * kLongest)))) : text(json::write(*value));
        if (written.size() > static_cast<qsizetype>(kLongest)) {
            written = written.left(static_cast<qsizetype>(kLongest)) + u'…';
        }
        return written;
    }

    static QString field(const flow::FieldChange &change)
    {
        QStringList steps;
        for (const auto &step : change.path) {
            const auto *name = std::get_if<std::string>(&step);
            steps << (name ? text(*name) : QString::number(std::get<std::size_t>(step)));
        }
        if (steps.size() > 1 && steps.front() == QLatin1String("config")) {
            steps.removeFirst();
        }
        return tr("%1: %2 → %3").arg(steps.join(u'.'), value(change.before), value(change.after));
    }

    static QString detail(const flow::Change &change)
    {
        QStringList parts;
        for (std::size_t i = 0; i < change.fields.size() && i < kMostFields; ++i) {
            parts << field(change.fields[i]);
        }
        if (change.fields.size() > kMostFields) {
            parts << tr("%n more", nullptr, static_cast<int>(change.fields.size() - kMostFields));
        }
        if (change.moved && change.kind == flow::ChangeKind::Changed) {
            parts << tr("moved");
        }
        return parts.isEmpty() ? kind(change) : parts.join(QStringLiteral("; "));
    }

    static QString text(std::string_view utf8) { return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())); }
};

} // namespace

QString changeName(const flow::Change &change, const std::function<QString(std::string_view id)> &nameOf)
{
    return ChangeText::name(change, nameOf);
}

QString changeDetail(const flow::Change &change)
{
    return ChangeText::detail(change);
}

QString changeFields(const flow::Change &change)
{
    constexpr std::size_t kMost = 20;
    QStringList lines;
    for (std::size_t i = 0; i < std::min(change.fields.size(), kMost); ++i) {
        lines << ChangeText::field(change.fields[i]);
    }
    if (change.fields.size() > kMost) {
        lines << QStringLiteral("…");
    }
    return lines.join(u'\n');
}

} // namespace signalbox::ui
