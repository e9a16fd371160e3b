// SPDX-License-Identifier: GPL-3.0-or-later
// Result<T>: a value or an Error, never dropped by accident, and the two words that propagate it.
#pragma once

#include "base/error.h"

#include <tl/expected.hpp>

namespace signalbox {

/// A value or an Error. A class of its own, since an alias of tl::expected would not be nodiscard.
template<typename T>
class [[nodiscard]] Result : public tl::expected<T, Error>
{
public:
    using Base = tl::expected<T, Error>;
    using Base::Base;
    Result(Base &&other) : Base(std::move(other)) {}
    Result(const Base &other) : Base(other) {}
    Result(Error error) : Base(tl::unexpect, std::move(error)) {}
    bool ok() const { return this->has_value(); }
};

template<>
class [[nodiscard]] Result<void> : public tl::expected<void, Error>
{
public:
    using Base = tl::expected<void, Error>;
    using Base::Base;
    Result() = default;
    Result(Base &&other) : Base(std::move(other)) {}
    Result(Error error) : Base(tl::unexpect, std::move(error)) {}
    bool ok() const { return this->has_value(); }
};

} // namespace signalbox

#define SB_CONCAT_INNER(a, b) a##b
#define SB_CONCAT(a, b) SB_CONCAT_INNER(a, b)

/// `SB_TRY(name, expression);` declares `name` with the value, or returns the error from the
/// function. Works in plain functions only; coroutines use SB_CO_TRY.
#define SB_TRY(name, expression)                                                                   \
    auto SB_CONCAT(sbResult, __LINE__) = (expression);                                             \
    if (!SB_CONCAT(sbResult, __LINE__)) {                                                          \
        return std::move(SB_CONCAT(sbResult, __LINE__)).error();                                   \
    }                                                                                              \
    auto name = std::move(*SB_CONCAT(sbResult, __LINE__))

/// `SB_CHECK(expression);` returns the error of a Result<void> from the function.
#define SB_CHECK(expression)                                                                       \
    do {                                                                                           \
        if (auto sbChecked = (expression); !sbChecked) {                                           \
            return std::move(sbChecked).error();                                                   \
        }                                                                                          \
    } while (false)

/// `SB_CO_TRY(name, co_await expression);`: as SB_TRY, in a coroutine. It declares instead of using a
/// statement expression, because g++ 12.2 crashes on one around co_await.
#define SB_CO_TRY(name, expression)                                                                \
    auto SB_CONCAT(sbResult, __LINE__) = expression;                                               \
    if (!SB_CONCAT(sbResult, __LINE__)) {                                                          \
        co_return std::move(SB_CONCAT(sbResult, __LINE__)).error();                                \
    }                                                                                              \
    auto name = std::move(*SB_CONCAT(sbResult, __LINE__))

/// `SB_CO_CHECK(co_await expression);`: as SB_CHECK, in a coroutine.
#define SB_CO_CHECK(expression)                                                                    \
    auto SB_CONCAT(sbChecked, __LINE__) = expression;                                              \
    if (!SB_CONCAT(sbChecked, __LINE__)) {                                                         \
        co_return std::move(SB_CONCAT(sbChecked, __LINE__)).error();                               \
    }
