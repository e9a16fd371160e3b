# SPDX-License-Identifier: GPL-3.0-or-later
# Options that every target of ours is compiled with; targets get them by linking signalbox_options.

add_library(signalbox_options INTERFACE)
target_compile_options(signalbox_options INTERFACE
    -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
    $<$<CXX_COMPILER_ID:GNU>:-Wsuggest-override>
    # g++ 12 reports members of inlined variants and coroutine frames that are always set.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
    # g++ 12 sees copies out of bounds in the concatenation of short std::strings (GCC bug 105329).
    $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds>
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
    $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow>
    # ccache needs the precompiled header named in the preprocessed text.
    $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
if(SIGNALBOX_WERROR)
    target_compile_options(signalbox_options INTERFACE -Werror)
endif()
target_compile_definitions(signalbox_options INTERFACE
    QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH
    QT_STRICT_ITERATORS QT_USE_QSTRINGBUILDER QT_DISABLE_DEPRECATED_BEFORE=0x060400
    BOOST_ASIO_NO_DEPRECATED)
