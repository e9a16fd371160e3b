// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/json_text.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLocale>
#include <QPointer>
#include <QThreadPool>
#include <QToolTip>
#include <QWidget>

namespace signalbox::ui {

namespace {

constexpr std::size_t kShownLetters = 400;
constexpr std::size_t kAtOnce = 96u << 10; ///< bytes that are written without being felt

void putOnClipboard(const QPointer<QWidget> &widget, const std::optional<QString> &text)
{
    if (text) {
        QGuiApplication::clipboard()->setText(*text);
    } else if (widget) {
        const QString why = QCoreApplication::translate("JsonView", "This is more than %1, which is too much to be copied. Copy a part of it.").arg(QLocale().formattedDataSize(qint64(kMostCopied)));
        QToolTip::showText(widget->mapToGlobal(widget->rect().center()), why, widget);
        QAccessibleEvent told(widget, QAccessible::Alert);
        QAccessible::updateAccessibility(&told);
    }
}

std::optional<QString> asText(const std::optional<std::string> &made)
{
    return made ? std::optional(QString::fromStdString(*made)) : std::nullopt;
}

// What is left of `bytes` after the value; 0: nothing.
std::size_t without(const json::Value &value, std::size_t bytes)
{
    constexpr std::size_t kAround = 4; // quotes, a comma, a space
    const auto less = [](std::size_t whole, std::size_t part) { return part >= whole ? 0 : whole - part; };
    bytes = less(bytes, kAround + (value.is_string() ? value.get_string().size() : 0));
    if (const auto *array = value.if_array()) {
        for (auto at = array->begin(); at != array->end() && bytes > 0; ++at) {
            bytes = without(*at, bytes);
        }
    } else if (const auto *object = value.if_object()) {
        for (auto at = object->begin(); at != object->end() && bytes > 0; ++at) {
            bytes = without(at->value(), less(bytes, kAround + at->key().size()));
        }
    }
    return bytes;
}

} // namespace

QString jsonLine(const json::Value &value)
{
    if (const auto *object = value.if_object()) {
        return object->empty() ? QStringLiteral("{ }") : QCoreApplication::translate("JsonTreeModel", "%n member(s)", nullptr, int(object->size()));
    }
    if (const auto *array = value.if_array()) {
        return array->empty() ? QStringLiteral("[ ]") : QCoreApplication::translate("JsonTreeModel", "%n item(s)", nullptr, int(array->size()));
    }
    if (const auto *text = value.if_string()) {
        QString line = QString::fromUtf8(text->data(), qsizetype(std::min(text->size(), kShownLetters)));
        line.replace(u'\n', u'⏎');
        return text->size() > kShownLetters ? line + u'…' : line;
    }
    return QString::fromStdString(json::write(value));
}

bool isLongerJson(const json::Value &value, std::size_t bytes)
{
    return without(value, bytes) == 0;
}

void copyText(QWidget *widget, bool isLarge, std::function<std::optional<std::string>()> make)
{
    const QPointer near(widget);
    if (!isLarge) {
        putOnClipboard(near, asText(make()));
        return;
    }
    QThreadPool::globalInstance()->start([near, make = std::move(make)]() mutable {
        auto text = asText(make());
        make = nullptr; // what it kept goes here
        QMetaObject::invokeMethod(qApp, [near, text = std::move(text)] { putOnClipboard(near, text); });
    });
}

void copyValue(QWidget *widget, std::shared_ptr<const json::Value> value, CopyAs as)
{
    const bool isLarge = isLongerJson(*value, kAtOnce);
    copyText(widget, isLarge, [value = std::move(value), as]() -> std::optional<std::string> {
        if (isLongerJson(*value, kMostCopied)) {
            return std::nullopt;
        }
        const auto *text = as == CopyAs::Text ? value->if_string() : nullptr;
        return text ? std::string(std::string_view(*text)) : json::writePretty(*value);
    });
}

Role jsonInk(const json::Value &value)
{
    switch (value.kind()) {
    case boost::json::kind::string: return Role::SyntaxString;
    case boost::json::kind::int64:
    case boost::json::kind::uint64:
    case boost::json::kind::double_: return Role::SyntaxNumber;
    case boost::json::kind::bool_:
    case boost::json::kind::null: return Role::SyntaxKeyword;
    default: return Role::TextMuted;
    }
}

void eachJsonToken(QStringView line, const std::function<void(int, int, Role)> &take)
{
    for (qsizetype i = 0; i < line.size();) {
        const QChar letter = line[i];
        qsizetype end = i + 1;
        Role role = Role::SyntaxBracket;
        if (letter == u'"') {
            while (end < line.size() && line[end] != u'"') {
                end += line[end] == u'\\' ? 2 : 1;
            }
            end = std::min(end + 1, line.size());
            role = end < line.size() && line[end] == u':' ? Role::SyntaxKey : Role::SyntaxString;
        } else if (letter.isDigit() || letter == u'-') {
            while (end < line.size() && (line[end].isLetterOrNumber() || line[end] == u'.' || line[end] == u'+' || line[end] == u'-')) {
                ++end;
            }
            role = Role::SyntaxNumber;
        } else if (letter.isLetter()) {
            while (end < line.size() && line[end].isLetter()) {
                ++end;
            }
            role = Role::SyntaxKeyword;
        } else if (letter.isSpace()) {
            i = end;
            continue;
        }
        take(int(i), int(end - i), role);
        i = end;
    }
}

} // namespace signalbox::ui
