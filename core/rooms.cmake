# SPDX-License-Identifier: GPL-3.0-or-later
# The rooms of Signalbox and the edges between them. This table is the architecture: a room links
# exactly the rooms that it lists, and a room lists only what stands here. tests/lint holds every
# #include against it and against the third-party headers that each room may name.

# room: the rooms that it may use (transitively usable rooms must be listed too if included).
set(SIGNALBOX_EDGES_base "")
set(SIGNALBOX_EDGES_http base)
set(SIGNALBOX_EDGES_telemetry base http)
set(SIGNALBOX_EDGES_store base)
set(SIGNALBOX_EDGES_bus base store)
set(SIGNALBOX_EDGES_vault base http store)
set(SIGNALBOX_EDGES_auth base store)
set(SIGNALBOX_EDGES_flow base)
set(SIGNALBOX_EDGES_api base)
set(SIGNALBOX_EDGES_llm base http store)
set(SIGNALBOX_EDGES_openai base llm)
set(SIGNALBOX_EDGES_eval base flow)
set(SIGNALBOX_EDGES_engine base store bus flow eval)
set(SIGNALBOX_EDGES_nodes base http flow llm eval engine)
set(SIGNALBOX_EDGES_backend base http telemetry store bus vault auth flow api llm openai engine nodes)
set(SIGNALBOX_EDGES_transport base api)
set(SIGNALBOX_EDGES_drafts base flow)
set(SIGNALBOX_EDGES_client base api transport)

# Third-party headers a room may include, by the first part of the include's path or a prefix of it.
# Every room may use the C++ library, QtCore, boost/json, boost/describe and QCoro's core.
set(SIGNALBOX_THIRD_PARTY_base pcre2.h tl/ boost/mp11 sys/ fcntl.h poll.h pthread.h spawn.h unistd.h)
set(SIGNALBOX_THIRD_PARTY_http curl/ sys/ netinet/ arpa/ unistd.h)
set(SIGNALBOX_THIRD_PARTY_telemetry sys/ unistd.h)
set(SIGNALBOX_THIRD_PARTY_store sqlite3.h pthread.h sys/ fcntl.h unistd.h)
set(SIGNALBOX_THIRD_PARTY_vault sodium.h qt6keychain/ sys/ fcntl.h unistd.h)
set(SIGNALBOX_THIRD_PARTY_auth sodium.h sys/ fcntl.h unistd.h)
set(SIGNALBOX_THIRD_PARTY_flow QPoint QRect QSize QLine)
set(SIGNALBOX_THIRD_PARTY_eval QJS fcntl.h poll.h pthread.h sys/ unistd.h)
set(SIGNALBOX_THIRD_PARTY_nodes QLibrary sys/ fcntl.h unistd.h dirent.h stddef.h stdint.h)
set(SIGNALBOX_THIRD_PARTY_backend sys/ fcntl.h unistd.h)
set(SIGNALBOX_THIRD_PARTY_drafts boost/crc sys/ fcntl.h unistd.h)
set(SIGNALBOX_THIRD_PARTY_transport boost/asio boost/beast QLocal QWebSocket QHostAddress QNetworkRequest sys/ unistd.h)

# One precompiled header serves every room: it is compiled once.
add_library(signalbox_pch OBJECT ${CMAKE_CURRENT_LIST_DIR}/pch.cpp)
target_link_libraries(signalbox_pch PRIVATE
    signalbox_options Qt6::Core QCoro6::Core Boost::json tl::expected Threads::Threads)
target_precompile_headers(signalbox_pch PRIVATE ${CMAKE_CURRENT_LIST_DIR}/pch.h)

# signalbox_room(NAME USES rooms… HEADERS public… SOURCES files… [LINKS libraries…] [PRIVATE_LINKS …])
# Makes the static library core_NAME of core/NAME. USES must be edges of the table above.
function(signalbox_room name)
    cmake_parse_arguments(arg "" "" "USES;HEADERS;SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
    if(NOT DEFINED SIGNALBOX_EDGES_${name})
        message(FATAL_ERROR "core/${name} is not in the table of rooms (core/rooms.cmake)")
    endif()
    set(target core_${name})
    add_library(${target} STATIC ${arg_SOURCES})
    target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS ${CMAKE_SOURCE_DIR}/core FILES ${arg_HEADERS})
    target_link_libraries(${target}
        PUBLIC signalbox_options Qt6::Core QCoro6::Core Boost::json tl::expected ${arg_LINKS}
        PRIVATE Threads::Threads ${arg_PRIVATE_LINKS})
    foreach(used IN LISTS arg_USES)
        if(NOT used IN_LIST SIGNALBOX_EDGES_${name})
            message(FATAL_ERROR
                "core/${name} may not use core/${used}: the edge is not in core/rooms.cmake")
        endif()
        target_link_libraries(${target} PUBLIC core_${used})
    endforeach()
    set_target_properties(${target} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
    target_precompile_headers(${target} REUSE_FROM signalbox_pch)
endfunction()
