# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# A room is a folder of core, ui or app, with its own list of files, of the rooms it may use and of the libraries it
# links. tests/lint/check_layers.py reads these lists, too, and holds the includes to them.

# find_rooms(VARIABLE room…): the targets of these rooms; "core/visitor/" is that room and those inside it. Only rooms
# that came before are found, so that there is no circle.
function(find_rooms VARIABLE)
    get_property(rooms GLOBAL PROPERTY CLICKSCOPE_ROOMS)
    set(all)
    foreach(name ${ARGN})
        string(REGEX REPLACE "/$" "(/.+)?" pattern ${name})
        set(found ${rooms})
        list(FILTER found INCLUDE REGEX "^${pattern}$")
        if(NOT found)
            message(FATAL_ERROR "${name} is no room, or not a lower one")
        endif()
        list(APPEND all ${found})
    endforeach()
    list(REMOVE_DUPLICATES all)
    string(REPLACE / _ all "${all}")
    set(${VARIABLE} ${all} PARENT_SCOPE)
endfunction()

# add_room(SOURCES file… [USES room…] [LIBS library…] [OPTIONAL NAME…]): the room of this folder; core/visitor/agent
# becomes the target core_visitor_agent. OPTIONAL takes names of optional_library(); the code asks for
# CLICKSCOPE_WITH_NAME.
function(add_room)
    cmake_parse_arguments(ARG "" "" "SOURCES;USES;LIBS;OPTIONAL" ${ARGN})
    file(RELATIVE_PATH room ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
    string(REPLACE / _ target ${room})
    find_rooms(used ${ARG_USES})
    set_property(GLOBAL APPEND PROPERTY CLICKSCOPE_ROOMS ${room})

    add_library(${target} OBJECT ${ARG_SOURCES})
    target_link_libraries(${target} PRIVATE clickscope_options PUBLIC Qt6::Core ${ARG_LIBS})
    foreach(name ${ARG_OPTIONAL})
        if(TARGET PkgConfig::${name})
            target_link_libraries(${target} PUBLIC PkgConfig::${name})
            target_compile_definitions(${target} PRIVATE CLICKSCOPE_WITH_${name})
        endif()
    endforeach()
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    if("Qt6::Widgets" IN_LIST ARG_LIBS)
        target_precompile_headers(${target} REUSE_FROM window_headers)
    else()
        target_precompile_headers(${target} REUSE_FROM core_headers)
    endif()
    if(LINK_ROOMS AND BUILD_TESTING AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
        link_room_alone(${target} ${used})
    endif()
endfunction()

# link_rooms(TARGET room…): makes TARGET of the objects of these rooms, and links the libraries they need.
function(link_rooms TARGET)
    find_rooms(rooms ${ARGN})
    target_link_libraries(${TARGET} PRIVATE clickscope_options ${rooms})
    set_target_properties(${TARGET} PROPERTIES AUTOMOC OFF)
endfunction()

# Links the objects of one room with the rooms it declares and nothing else: what it takes from another one is an
# undefined reference. Nobody loads these libraries. Presets with sanitizers leave them out: those add references of
# their own.
function(link_room_alone TARGET)
    list(TRANSFORM ARGN APPEND _alone)
    add_library(${TARGET}_alone SHARED)
    target_link_libraries(${TARGET}_alone PRIVATE ${TARGET} ${ARGN})
    target_link_options(${TARGET}_alone PRIVATE -Wl,--no-undefined -Wl,--strip-all)
    # A room that changed inside does not make others link again.
    set_target_properties(${TARGET}_alone PROPERTIES AUTOMOC OFF LINK_DEPENDS_NO_SHARED ON
        LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/rooms)
endfunction()
