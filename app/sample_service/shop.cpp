// SPDX-License-Identifier: GPL-3.0-or-later
// The routes of the shop.
#include "shop.h"

#include <QFile>

#include <charconv>

namespace signalbox::sample {

namespace {

constexpr std::size_t kPage = 7;
constexpr std::string_view kBusyOrder = "SO-2047";

Result<json::Value> readJson(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly)) {
        return Error("shop.file", "The file \"" + path + "\" cannot be read; give the folder of orders.json and stock.json with --data.", path);
    }
    return json::parse(file.readAll().toStdString());
}

ShopAnswer problem(int status, std::string message)
{
    return {status, json::Object{{"error", message}}, -1};
}

} // namespace

Result<Shop> Shop::open(const std::string &folder)
{
    SB_TRY(orders, readJson(folder + "/orders.json"));
    SB_TRY(stock, readJson(folder + "/stock.json"));
    if (!orders.is_array() || !stock.is_object()) {
        return Error("shop.file", "orders.json must hold an array and stock.json an object.", folder);
    }
    Shop shop;
    shop.m_orders = std::move(orders.get_array());
    shop.m_stock = std::move(stock);
    return shop;
}

ShopAnswer Shop::orders(std::string_view query) const
{
    std::size_t page = 1;
    if (query.starts_with("page=")) {
        query.remove_prefix(5);
        if (std::from_chars(query.data(), query.data() + query.size(), page).ec != std::errc() || page == 0) {
            return problem(400, "page must be a number from 1");
        }
    }
    json::Array rows;
    const auto begin = (page - 1) * kPage;
    for (std::size_t i = begin; i < std::min(begin + kPage, m_orders.size()); ++i) {
        rows.push_back(m_orders[i]);
    }
    json::Object body;
    body.emplace("orders", std::move(rows));
    body.emplace("next", begin + kPage < m_orders.size() ? json::Value(page + 1) : json::Value());
    return {200, std::move(body), -1};
}

ShopAnswer Shop::book(const ShopRequest &request)
{
    const auto parsed = json::parse(request.body);
    const auto *order = parsed ? json::find(*parsed, "order") : nullptr;
    const auto *carrier = parsed ? json::find(*parsed, "carrier") : nullptr;
    if (!order || !order->is_string() || !carrier || !carrier->is_string()) {
        return problem(400, "give order and carrier");
    }
    const std::string id(order->get_string().c_str());
    if (id == kBusyOrder && !m_wasBusy) {
        m_wasBusy = true;
        auto busy = problem(503, "the loading bay is busy; try again");
        busy.retryAfterSeconds = 0;
        return busy;
    }
    ++m_bookings[id];
    json::Object body;
    body.emplace("order", id);
    body.emplace("carrier", *carrier);
    body.emplace("tracking", "SB-" + id.substr(std::min<std::size_t>(3, id.size())));
    return {201, std::move(body), -1};
}

ShopAnswer Shop::fileBackOrders(const ShopRequest &request)
{
    auto parsed = json::parse(request.body);
    const auto *orders = parsed ? json::find(*parsed, "orders") : nullptr;
    if (!orders || !orders->is_array()) {
        return problem(400, "give orders");
    }
    json::Object body;
    body.emplace("accepted", orders->get_array().size());
    body.emplace("orders", *orders);
    return {201, std::move(body), -1};
}

ShopAnswer Shop::counts() const
{
    json::Object requests;
    for (const auto &[route, count] : m_requests) {
        requests.emplace(route, count);
    }
    json::Object bookings;
    for (const auto &[order, count] : m_bookings) {
        bookings.emplace(order, count);
    }
    return {200, json::Object{{"requests", std::move(requests)}, {"bookings", std::move(bookings)}}, -1};
}

ShopAnswer Shop::answer(const ShopRequest &request)
{
    const auto route = request.method + " " + request.path;
    if (route == "GET /counts") {
        return counts();
    }
    ++m_requests[route];
    if (route == "GET /orders") {
        return orders(request.query);
    }
    if (route == "GET /stock") {
        return {200, m_stock, -1};
    }
    if (route != "POST /shipments" && route != "POST /backorders") {
        return problem(404, "there is no " + route);
    }
    if (const auto known = m_answers.find(request.idempotencyKey); known != m_answers.end()) {
        return known->second;
    }
    auto answer = route == "POST /shipments" ? book(request) : fileBackOrders(request);
    // What failed was not carried out, so that the next attempt may.
    if (answer.status < 300 && !request.idempotencyKey.empty()) {
        m_answers.emplace(request.idempotencyKey, answer);
    }
    return answer;
}

} // namespace signalbox::sample
