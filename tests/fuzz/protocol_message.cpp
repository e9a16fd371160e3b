// SPDX-License-Identifier: GPL-3.0-or-later
// A frame of the protocol: read as JSON, taken apart, and answered.
#include "api/message.h"

#include <cstdint>
#include <cstdlib>

namespace {

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace signalbox;
    auto value = json::parse({reinterpret_cast<const char *>(data), size});
    if (!value) {
        return 0;
    }
    const auto id = api::idOf(*value);
    auto message = api::readMessage(std::move(*value));
    if (!message) {
        // Whatever is wrong with it, the answer can be read.
        auto answer = json::parse(json::write(api::errorMessage(id, message.error())));
        require(answer.ok() && api::readMessage(std::move(*answer)).ok());
        return 0;
    }
    if (const auto *request = std::get_if<api::Request>(&*message)) {
        require(request->params.is_object() && !request->method.empty());
        auto again = request->isNotification ? api::notificationMessage(request->method, request->params)
                                             : api::requestMessage(request->id, request->method, request->params);
        auto read = api::readMessage(std::move(again));
        require(read.ok() && std::get<api::Request>(*read).id == request->id && std::get<api::Request>(*read).method == request->method);
    }
    return 0;
}
