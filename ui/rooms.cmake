# SPDX-License-Identifier: GPL-3.0-or-later
# The rooms of the windows and their edges, as core/rooms.cmake has them for the core. A room of the windows is
# named with its folder ("ui/theme") and may use rooms of the windows and, of the core, only client, api, flow,
# spec, drafts and base. The lint tests hold every #include against this table.
set(SIGNALBOX_UI_CORE client api flow spec drafts base)

set(SIGNALBOX_EDGES_ui/words base)
set(SIGNALBOX_EDGES_ui/theme "")
set(SIGNALBOX_EDGES_ui/widgets ui/words ui/theme base api)
set(SIGNALBOX_EDGES_ui/shell ui/theme ui/widgets)
set(SIGNALBOX_EDGES_ui/link base api client)
set(SIGNALBOX_EDGES_ui/canvas ui/words ui/theme ui/widgets base flow)
set(SIGNALBOX_EDGES_ui/flow ui/words ui/theme ui/widgets ui/shell ui/canvas ui/link base flow api client drafts)
set(SIGNALBOX_EDGES_ui/spec ui/words ui/theme ui/widgets ui/canvas ui/flow base flow)
set(SIGNALBOX_EDGES_ui/events ui/words base api client ui/theme ui/widgets ui/shell ui/link)
set(SIGNALBOX_EDGES_ui/runs ui/words base api client ui/theme ui/widgets ui/shell ui/link)
set(SIGNALBOX_EDGES_ui/chat ui/words api client ui/theme ui/widgets ui/shell ui/link)
set(SIGNALBOX_EDGES_ui/models ui/words base api client ui/theme ui/widgets ui/shell ui/link)

# Third-party headers beside those of Qt Core, Gui and Widgets, which every room of the windows may include.
set(SIGNALBOX_THIRD_PARTY_ui/theme QSvg QDBus)
set(SIGNALBOX_THIRD_PARTY_ui/shell fcntl.h unistd.h)
set(SIGNALBOX_THIRD_PARTY_ui/flow QSvg)
set(SIGNALBOX_THIRD_PARTY_ui/spec Qsci/)

add_library(signalbox_ui_pch OBJECT ${CMAKE_CURRENT_LIST_DIR}/pch.cpp)
target_link_libraries(signalbox_ui_pch PRIVATE
    signalbox_options Qt6::Widgets QCoro6::Core Boost::json tl::expected Threads::Threads)
target_precompile_headers(signalbox_ui_pch PRIVATE ${CMAKE_CURRENT_LIST_DIR}/pch.h)

# signalbox_ui_room(NAME USES rooms… HEADERS public… SOURCES files… [LINKS libraries…] [PRIVATE_LINKS …])
# Makes the static library ui_NAME of ui/NAME. USES names rooms of the windows ("ui/theme") and of the core ("flow");
# each must be an edge of the table. Public headers are included as "ui/NAME/file.h".
function(signalbox_ui_room name)
    cmake_parse_arguments(arg "" "" "USES;HEADERS;SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
    if(NOT DEFINED SIGNALBOX_EDGES_ui/${name})
        message(FATAL_ERROR "ui/${name} is not in the table of rooms (ui/rooms.cmake)")
    endif()
    set(target ui_${name})
    add_library(${target} STATIC ${arg_SOURCES})
    target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS ${CMAKE_SOURCE_DIR} FILES ${arg_HEADERS})
    target_link_libraries(${target}
        PUBLIC signalbox_options Qt6::Widgets QCoro6::Core Boost::json tl::expected ${arg_LINKS}
        PRIVATE Threads::Threads ${arg_PRIVATE_LINKS})
    foreach(used IN LISTS arg_USES)
        if(NOT used IN_LIST SIGNALBOX_EDGES_ui/${name})
            message(FATAL_ERROR "ui/${name} may not use ${used}: the edge is not in ui/rooms.cmake")
        endif()
        if(used MATCHES "^ui/(.*)$")
            target_link_libraries(${target} PUBLIC ui_${CMAKE_MATCH_1})
        elseif(used IN_LIST SIGNALBOX_UI_CORE)
            target_link_libraries(${target} PUBLIC core_${used})
        else()
            message(FATAL_ERROR "ui/${name} may not use core/${used}: windows see ${SIGNALBOX_UI_CORE} only")
        endif()
    endforeach()
    set_target_properties(${target} PROPERTIES AUTOMOC ON VERIFY_INTERFACE_HEADER_SETS ON)
    target_precompile_headers(${target} REUSE_FROM signalbox_ui_pch)
endfunction()
