// SPDX-License-Identifier: GPL-3.0-or-later
#include "eval/conversion_p.h"

#include <cmath>

#include <QDateTime>
#include <QJSValueIterator>

namespace signalbox::eval {

namespace {

constexpr std::int64_t kSafe = (std::int64_t(1) << 53) - 1;
constexpr int kDeepest = 256;

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

class Reader
{
public:
    explicit Reader(std::size_t budget) : m_budget(budget) {}

    Result<json::Value> read(const QJSValue &value, int depth)
    {
        if (depth > kDeepest) {
            return Error("value.tooDeep", "The value nests deeper than 256 levels, or holds itself.");
        }
        SB_CHECK(spend(16));
        if (value.isNumber()) {
            return number(value.toNumber());
        }
        if (value.isString()) {
            const auto text = value.toString().toUtf8();
            SB_CHECK(spend(static_cast<std::size_t>(text.size())));
            return json::Value(std::string_view(text.data(), static_cast<std::size_t>(text.size())));
        }
        if (value.isBool()) {
            return json::Value(value.toBool());
        }
        if (value.isNull() || value.isUndefined()) {
            return json::Value(nullptr);
        }
        if (value.isCallable()) {
            return Error("value.unsupported", "The value is a function; call it, or give data.");
        }
        if (value.isArray()) {
            return array(value, depth);
        }
        if (value.isDate()) {
            return json::Value(value.toDateTime().toUTC().toString(Qt::ISODateWithMs).toStdString());
        }
        if (value.isObject()) {
            return object(value, depth);
        }
        return Error("value.unsupported", "The value is of a kind that data cannot be.");
    }

private:
    Result<void> spend(std::size_t bytes)
    {
        if (bytes > m_budget) {
            return Error("value.tooLarge", "The value is larger than an expression may give; use map or filter for large data.");
        }
        m_budget -= bytes;
        return {};
    }

    static json::Value number(double number)
    {
        if (std::isfinite(number) && std::floor(number) == number && std::abs(number) <= static_cast<double>(kSafe)) {
            return static_cast<std::int64_t>(number);
        }
        return std::isfinite(number) ? json::Value(number) : json::Value(nullptr);
    }

    Result<json::Value> array(const QJSValue &value, int depth)
    {
        const auto length = value.property(QStringLiteral("length")).toUInt();
        SB_CHECK(spend(std::size_t(length) * 16));
        json::Array result;
        result.reserve(length);
        for (quint32 i = 0; i < length; ++i) {
            SB_TRY(element, read(value.property(i), depth + 1));
            result.push_back(std::move(element));
        }
        return json::Value(std::move(result));
    }

    Result<json::Value> object(const QJSValue &value, int depth)
    {
        json::Object result;
        QJSValueIterator members(value);
        while (members.hasNext()) {
            members.next();
            const auto member = members.value();
            if (member.isUndefined() || member.isCallable()) {
                continue; // as JSON.stringify does
            }
            const auto key = members.name().toUtf8();
            SB_CHECK(spend(static_cast<std::size_t>(key.size()) + 8));
            SB_TRY(inner, read(member, depth + 1));
            result.emplace(std::string_view(key.data(), static_cast<std::size_t>(key.size())), std::move(inner));
        }
        return json::Value(std::move(result));
    }

    std::size_t m_budget;
};

} // namespace

QJSValue toScript(QJSEngine &engine, const json::Value &value)
{
    switch (value.kind()) {
    case boost::json::kind::null: return QJSValue(QJSValue::NullValue);
    case boost::json::kind::bool_: return QJSValue(value.get_bool());
    case boost::json::kind::int64: {
        const auto number = value.get_int64();
        if (number > kSafe || number < -kSafe) {
            return QJSValue(QString::number(number));
        }
        if (number >= INT_MIN && number <= INT_MAX) {
            return QJSValue(static_cast<int>(number));
        }
        return QJSValue(static_cast<double>(number));
    }
    case boost::json::kind::uint64: return QJSValue(QString::number(value.get_uint64()));
    case boost::json::kind::double_: return QJSValue(value.get_double());
    case boost::json::kind::string: return QJSValue(toQString(value.get_string()));
    case boost::json::kind::array: {
        const auto &array = value.get_array();
        QJSValue result = engine.newArray(static_cast<uint>(array.size()));
        quint32 index = 0;
        for (const auto &element : array) {
            result.setProperty(index++, toScript(engine, element));
        }
        return result;
    }
    case boost::json::kind::object: {
        QJSValue result = engine.newObject();
        for (const auto &member : value.get_object()) {
            result.setProperty(toQString(member.key()), toScript(engine, member.value()));
        }
        return result;
    }
    }
    return {};
}

Result<json::Value> fromScript(const QJSValue &value, std::size_t maxBytes)
{
    return Reader(maxBytes).read(value, 0);
}

} // namespace signalbox::eval
