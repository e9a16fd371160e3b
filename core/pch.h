// SPDX-License-Identifier: GPL-3.0-or-later
// What nearly every file of the core includes, parsed once. Files still include what they use.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include <QCoreApplication>
#include <QObject>
#include <QThread>
#include <QTimer>

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <qcoro/qcorotask.h>
#include <tl/expected.hpp>
