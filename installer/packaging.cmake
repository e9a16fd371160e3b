# SPDX-License-Identifier: GPL-3.0-or-later
# What is installed where, and the Debian package: cpack -G DEB in the build folder, or installer/deb.
include(GNUInstallDirs)
# Whatever the umask of the one who packages.
set(CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

install(TARGETS signalbox-cli signalboxd RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
# Helpers stand where base/helpers.h looks for them: beside the programs' folder, in libexec.
install(TARGETS signalbox-guard signalbox-evaluator signalbox-sample-service RUNTIME DESTINATION libexec/signalbox)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/resources/samples DESTINATION ${CMAKE_INSTALL_DATADIR}/signalbox)
if(SIGNALBOX_DESKTOP)
    set(files ${CMAKE_SOURCE_DIR}/installer/desktop/io.signalbox.Signalbox)
    install(TARGETS signalbox RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
    install(FILES ${files}.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES ${files}.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
    install(FILES ${files}.mime.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages RENAME io.signalbox.Signalbox.xml)
    install(FILES ${CMAKE_SOURCE_DIR}/resources/icons/signalbox.svg
        DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps RENAME io.signalbox.Signalbox.svg)
endif()
install(FILES ${CMAKE_SOURCE_DIR}/installer/desktop/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/signalbox)
# Not enabled by itself: systemctl --user enable --now signalboxd.
install(FILES ${CMAKE_SOURCE_DIR}/installer/systemd/signalboxd.service DESTINATION lib/systemd/user)

set(pages signalbox-cli.1 signalboxd.8)
if(SIGNALBOX_DESKTOP)
    list(APPEND pages signalbox.1)
endif()
find_program(GZIP_PROGRAM gzip REQUIRED)
set(compressed "")
foreach(page IN LISTS pages)
    cmake_path(GET page EXTENSION LAST_ONLY section)
    string(SUBSTRING ${section} 1 -1 section)
    set(source ${CMAKE_SOURCE_DIR}/installer/man/${page})
    set(packed ${CMAKE_BINARY_DIR}/share/man/man${section}/${page}.gz)
    file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/share/man/man${section})
    add_custom_command(OUTPUT ${packed} COMMAND ${GZIP_PROGRAM} -9nc ${source} > ${packed} DEPENDS ${source} VERBATIM)
    list(APPEND compressed ${packed})
    install(FILES ${packed} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()
add_custom_target(man_pages ALL DEPENDS ${compressed})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME signalbox)
set(CPACK_PACKAGE_VENDOR "The Signalbox maintainers")
set(CPACK_PACKAGE_CONTACT "The Signalbox maintainers <maintainers@signalbox.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "design, run and watch flows of agents and automations")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "A native program for people who build flows and need them to run: a canvas, a
durable engine, and a backend in the program itself or elsewhere.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS ${CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS})
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ca-certificates, fonts-inter, fonts-jetbrains-mono, graphviz, hicolor-icon-theme, xdg-desktop-portal")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "qt6-wayland")
include(CPack)
