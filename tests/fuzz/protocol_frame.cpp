// SPDX-License-Identifier: GPL-3.0-or-later
// What arrives on a channel or over REST: bytes to frames, frames to messages, messages to the parameters of a
// call; and that whatever is refused is answered by a message that can be read again.
#include "api/calls.h"
#include "api/errors.h"
#include "api/message.h"
#include "api/rest.h"
#include "transport/http_checks_p.h"
#include "transport/socket_frames_p.h"

#include <cstdint>
#include <cstdlib>

using namespace signalbox;

namespace {

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

// Parameters that are taken come out as parameters that are taken.
template<typename C>
void readParams(const json::Value &params)
{
    const auto read = json::fromJson<typename C::Params>(params);
    if (!read) {
        require(!read.error().code.empty() && !read.error().message.empty());
        return;
    }
    const auto written = json::toJson(*read);
    const auto again = json::fromJson<typename C::Params>(written);
    require(again.ok() && json::write(json::toJson(*again)) == json::write(written));
}

template<typename... C>
void dispatch(boost::mp11::mp_list<C...>, std::string_view method, const json::Value &params)
{
    ((C::name == method ? readParams<C>(params) : void()), ...);
}

void readRequest(const api::Request &request)
{
    require(request.params.is_object() && !request.method.empty());
    dispatch(api::Calls(), request.method, request.params);
    if (request.method == api::EventsNext::name) {
        (void)json::fromJson<api::EventsNext>(request.params);
    }
    const auto again = api::readMessage(request.isNotification ? api::notificationMessage(request.method, request.params) : api::requestMessage(request.id, request.method, request.params));
    require(again.ok() && std::holds_alternative<api::Request>(*again));
}

void readFrame(json::Value value)
{
    const auto id = api::idOf(value);
    auto message = api::readMessage(std::move(value));
    if (!message) {
        const auto answer = api::readMessage(api::errorMessage(id, message.error()));
        require(answer.ok());
        const auto &response = std::get<api::Response>(*answer);
        require(!response.result && response.result.error().code == message.error().code && response.id == id);
        return;
    }
    if (const auto *request = std::get_if<api::Request>(&*message)) {
        readRequest(*request);
        return;
    }
    const auto &response = std::get<api::Response>(*message);
    const auto written = response.result ? api::resultMessage(response.id, *response.result) : api::errorMessage(response.id, response.result.error());
    require(api::readMessage(json::Value(written)).ok());
    (void)api::isOverFrame(written);
}

// "GET /flows/x?a=b" and a body after the first line.
void readRest(std::string_view text)
{
    const auto line = text.substr(0, text.find('\n'));
    const auto body = text.substr(std::min(line.size() + 1, text.size()));
    const auto space = std::min(line.find(' '), line.size());
    const auto target = line.substr(std::min(space + 1, line.size()));
    const auto mark = std::min(target.find('?'), target.size());
    const auto query = target.substr(std::min(mark + 1, target.size()));
    (void)transport::checkQuery(query).ok();
    const auto match = api::matchRoute(line.substr(0, space), std::string(api::kRestRoot) + std::string(target.substr(0, mark)));
    if (!match.call) {
        return;
    }
    const auto params = api::restParams(match, query, body);
    if (params) {
        dispatch(api::Calls(), match.call->name, *params);
    } else {
        require(json::parse(api::restErrorBody(params.error(), "id")).ok());
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0) {
        return 0;
    }
    const std::string_view text(reinterpret_cast<const char *>(data) + 1, size - 1);
    switch (data[0] % 4) {
    case 0:
        if (auto value = json::parse(text)) {
            readFrame(std::move(*value));
        }
        break;
    case 1: {
        // In pieces whose size the input says: the same messages as in one piece.
        transport::FrameReader whole;
        transport::FrameReader pieces;
        const auto expected = whole.add(text);
        std::vector<json::Value> got;
        bool failed = false;
        for (std::size_t at = 0; at < text.size() && !failed;) {
            const auto step = std::min<std::size_t>(text.size() - at, static_cast<unsigned char>(text[at]) % 7 + 1u);
            auto some = pieces.add(text.substr(at, step));
            failed = !some;
            if (some) {
                got.insert(got.end(), some->begin(), some->end());
            }
            at += step;
        }
        require(failed == !expected);
        require(!expected || *expected == got);
        for (auto &value : got) {
            std::string frame;
            require(transport::appendFrame(frame, value).ok());
            transport::FrameReader reader;
            const auto read = reader.add(frame);
            require(read.ok() && read->size() == 1);
            readFrame(std::move(value));
        }
        break;
    }
    case 2:
        readRest(text);
        break;
    default: {
        const auto line = text.substr(0, text.find('\n'));
        (void)transport::checkHost(line, {"box.example"}).ok();
        (void)transport::checkOrigin(text.substr(std::min(line.size() + 1, text.size())), line, {"https://pages.example"}).ok();
        (void)transport::bearerToken(text).ok();
        (void)api::percentDecode(text, true).ok();
    }
    }
    return 0;
}
