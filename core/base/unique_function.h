// SPDX-License-Identifier: GPL-3.0-or-later
// A callable that is owned and called, not copied: what std::move_only_function is in C++23.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

namespace signalbox {

template<typename Signature>
class UniqueFunction;

/// Owns one callable, which may be move-only. Calling an empty one is a bug.
template<typename R, typename... Args>
class UniqueFunction<R(Args...)>
{
public:
    UniqueFunction() = default;
    UniqueFunction(std::nullptr_t) {}
    template<typename F>
        requires(!std::is_same_v<std::remove_cvref_t<F>, UniqueFunction>
                 && std::is_invocable_r_v<R, std::decay_t<F> &, Args...>)
    UniqueFunction(F &&callable)
        : m_callable(std::make_unique<Holder<std::decay_t<F>>>(std::forward<F>(callable)))
    {
    }

    R operator()(Args... args) { return m_callable->call(std::forward<Args>(args)...); }
    explicit operator bool() const { return m_callable != nullptr; }

private:
    struct Base
    {
        virtual ~Base() = default;
        virtual R call(Args... args) = 0;
    };
    template<typename F>
    struct Holder final : Base
    {
        template<typename G>
        explicit Holder(G &&callable) : function(std::forward<G>(callable))
        {
        }
        R call(Args... args) override { return function(std::forward<Args>(args)...); }
        F function;
    };
    std::unique_ptr<Base> m_callable;
};

} // namespace signalbox
