// SPDX-License-Identifier: GPL-3.0-or-later
// The shop of the sample order-pipeline: orders, stock, shipments and back orders in memory. No I/O
// but for reading its two files.
#pragma once

#include "base/json.h"

#include <map>
#include <string>
#include <string_view>

namespace signalbox::sample {

struct ShopRequest
{
    std::string method;
    std::string path; ///< without the query
    std::string query;
    std::string idempotencyKey;
    std::string body;
};

struct ShopAnswer
{
    int status = 200;
    json::Value body;
    int retryAfterSeconds = -1;
};

/// Answers requests. A POST with an Idempotency-Key that was seen gets the answer of the first one and
/// changes nothing. One order of the sample is busy: its first booking is answered with 503.
/// Thread: one.
class Shop
{
public:
    /// Reads orders.json and stock.json of `folder`. Errors: shop.file, json.*.
    static Result<Shop> open(const std::string &folder);

    ShopAnswer answer(const ShopRequest &request);

private:
    ShopAnswer orders(std::string_view query) const;
    ShopAnswer book(const ShopRequest &request);
    ShopAnswer fileBackOrders(const ShopRequest &request);
    ShopAnswer counts() const;

    json::Array m_orders;
    json::Value m_stock;
    std::map<std::string, ShopAnswer> m_answers; ///< by idempotency key
    std::map<std::string, int> m_requests;       ///< by method and path
    std::map<std::string, int> m_bookings;       ///< by order
    bool m_wasBusy = false;
};

} // namespace signalbox::sample
