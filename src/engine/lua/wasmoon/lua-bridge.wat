;; Stands between a Lua state and the program, inside the state's own Wasm world, so that what happens millions of
;; times does not cross into JavaScript: what the loop over the events of a batch needs (event-loop.ts), and the `kestrel`
;; functions, which cross once per call.
;;
;; scripts/generate-lua-bridge.mjs assembles it.
(module
  (import "lua" "memory" (memory 1))
  (import "lua" "lua_type" (func $lua_type (param i32 i32) (result i32)))
  (import "lua" "lua_toboolean" (func $lua_toboolean (param i32 i32) (result i32)))
  (import "lua" "lua_tonumberx" (func $lua_tonumberx (param i32 i32 i32) (result f64)))
  (import "lua" "lua_tolstring" (func $lua_tolstring (param i32 i32 i32) (result i32)))
  (import "lua" "lua_settop" (func $lua_settop (param i32 i32)))
  (import "lua" "lua_pushvalue" (func $lua_pushvalue (param i32 i32)))
  (import "lua" "lua_pushinteger" (func $lua_pushinteger (param i32 i64)))
  (import "lua" "lua_pushnumber" (func $lua_pushnumber (param i32 f64)))
  (import "lua" "lua_pushboolean" (func $lua_pushboolean (param i32 i32)))
  (import "lua" "lua_pushlstring" (func $lua_pushlstring (param i32 i32 i32) (result i32)))
  (import "lua" "lua_rawget" (func $lua_rawget (param i32 i32) (result i32)))
  (import "lua" "lua_rawgeti" (func $lua_rawgeti (param i32 i32 i64) (result i32)))
  (import "lua" "lua_rawset" (func $lua_rawset (param i32 i32)))
  (import "lua" "lua_pcallk" (func $lua_pcallk (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "lua" "luaL_checknumber" (func $luaL_checknumber (param i32 i32) (result f64)))
  (import "lua" "luaL_checkinteger" (func $luaL_checkinteger (param i32 i32) (result i64)))
  (import "lua" "luaL_checklstring" (func $luaL_checklstring (param i32 i32 i32) (result i32)))
  (import "lua" "luaL_argerror" (func $luaL_argerror (param i32 i32 i32) (result i32)))
  (import "lua" "luaL_typeerror" (func $luaL_typeerror (param i32 i32 i32) (result i32)))

  ;; The event's value in (row, field), as each getter wants it. NaN stands for an integer that a double cannot hold:
  ;; `wide` gives it then. `text` leaves UTF-8 at `text_place` and returns its length.
  (import "host" "integer" (func $integer (param i32 i32) (result f64)))
  (import "host" "unsigned" (func $unsigned (param i32 i32) (result f64)))
  (import "host" "wide" (func $wide (result i64)))
  (import "host" "text" (func $text (param i32 i32) (result i32)))
  (import "host" "boolean" (func $boolean (param i32 i32) (result i32)))
  ;; What stands for a path, or for a number with 32 bits: below zero; zero where the rule has asked for too many paths.
  (import "host" "field_of_path" (func $field_of_path (param i32 i32) (result i32)))
  (import "host" "field_of_number" (func $field_of_number (param i32) (result i32)))
  (import "host" "matches_regex" (func $matches_regex (param i32 i32 i32) (result i32)))
  (import "host" "matches_glob" (func $matches_glob (param i32 i32 i32) (result i32)))

  ;; What the hook tells: (state, lua_Debug, line, frame, how many functions passed by since it last told something),
  ;; and (frame, the frame that called it, the same number).
  ;; Both return the frame that runs now as far as is known, or 0.
  (import "host" "line_began" (func $line_began (param i32 i32 i32 i32 i32) (result i32)))
  (import "host" "call_ended" (func $call_ended (param i32 i32 i32) (result i32)))

  ;; Where things are in Lua's memory: room for a length, and texts for error messages. And how long a path may be.
  (import "place" "length" (global $length i32))
  (import "place" "field_expected" (global $field_expected i32))
  (import "place" "field_range" (global $field_range i32))
  (import "place" "longest_path" (global $longest_path i32))
  (import "place" "path_too_long" (global $path_too_long i32))
  (import "place" "too_many_paths" (global $too_many_paths i32))

  (global $text_place (export "text_place") (mut i32) (i32.const 0))
  (global $host_calls (export "host_calls") (mut i64) (i64.const 0))
  ;; The batch: the address of its rows, how many there are, how many matched. Rows count from 1, as in Lua: in front of
  ;; the first is what stands for none.
  (global $rows (mut i32) (i32.const 0))
  (global $count (mut i32) (i32.const 0))
  (global $matched (export "matched") (mut i32) (i32.const 0))
  (global $stops_at_match (mut i32) (i32.const 0))
  ;; Where the loop in Lua leaves the place of the row at hand: an integer of 64 bits that Lua's own code writes.
  (global $place (export "place") (mut i32) (i32.const 0))
  ;; Why `drive` or `evaluate` came back without an error: 0 the rows are done, 1 a match, 2 a result that is neither
  ;; match nor none.
  (global $stop (export "stop") (mut i32) (i32.const 0))

  ;; Rows of a batch, all still to be done. In front of the first is what stands for none.
  (func (export "begin") (param $rows i32) (param $count i32) (param $stops_at_match i32)
    (global.set $rows (i32.sub (local.get $rows) (i32.const 4)))
    (global.set $count (local.get $count))
    (global.set $stops_at_match (local.get $stops_at_match))
    (global.set $matched (i32.const 0))
    (i64.store (global.get $place) (i64.const 0)))

  ;; The row at hand; below zero where none is.
  (func $row (result i32)
    (i32.load (i32.add (global.get $rows) (i32.shl (i32.load (global.get $place)) (i32.const 2)))))

  ;; 0 no match, 1 match, 2 neither, of the value at a place on the stack that is neither nil nor false.
  (func $verdict (param $L i32) (param $at i32) (result i32)
    (local $type i32)
    (local $number f64)
    (local.set $type (call $lua_type (local.get $L) (local.get $at)))
    (if (i32.eq (local.get $type) (i32.const 1)) (then (return (i32.const 1)))) ;; boolean
    (if (i32.eq (local.get $type) (i32.const 3)) (then ;; number
      (local.set $number (call $lua_tonumberx (local.get $L) (local.get $at) (i32.const 0)))
      (if (f64.eq (local.get $number) (f64.const 0)) (then (return (i32.const 0))))
      (if (f64.eq (local.get $number) (f64.const 1)) (then (return (i32.const 1))))))
    (i32.const 2))

  ;; Takes a result; returns what it means.
  (func $take (param $L i32) (param $at i32) (result i32)
    (local $verdict i32)
    (local.set $verdict (call $verdict (local.get $L) (local.get $at)))
    ;; Matches take the place of rows that are done.
    (if (i32.eq (local.get $verdict) (i32.const 1)) (then
      (global.set $matched (i32.add (global.get $matched) (i32.const 1)))
      (i32.store (i32.add (global.get $rows) (i32.shl (global.get $matched) (i32.const 2))) (call $row))))
    (local.get $verdict))

  ;; A function for the loop in Lua: takes a result, returns true where the loop must end, else nothing.
  (func (export "attend") (param $L i32) (result i32)
    (local $verdict i32)
    (local.set $verdict (call $take (local.get $L) (i32.const 1)))
    (if (i32.eqz (local.get $verdict)) (then (return (i32.const 0))))
    (if (i32.eq (local.get $verdict) (i32.const 1)) (then
      (if (i32.eqz (global.get $stops_at_match)) (then (return (i32.const 0))))))
    (global.set $stop (local.get $verdict))
    (call $lua_pushboolean (local.get $L) (i32.const 1))
    (i32.const 1))

  ;; Evaluates events with `pred_eval`, which is the first value on the stack, until one needs attention, and goes on
  ;; from there when it is called again. Returns the status of the protected call: if it is not 0, the error is on the
  ;; stack; the row at hand tells where. A result that is neither match nor none is left there, too.
  ;;
  ;; Rows that are done need no call. Without any there is one, in which nothing happens: by that is measured what a
  ;; batch of one takes besides.
  (func (export "drive") (param $L i32) (result i32)
    (local $status i32)
    (local $done i64)
    (global.set $stop (i32.const 0))
    (local.set $done (i64.load (global.get $place)))
    (if (i32.ne (global.get $count) (i32.const 0)) (then
      (if (i64.ge_u (local.get $done) (i64.extend_i32_u (global.get $count))) (then (return (i32.const 0))))))
    (drop (call $lua_rawgeti (local.get $L) (i32.const -1001000) (i64.const 3))) ;; the loop, in the registry
    (call $lua_pushvalue (local.get $L) (i32.const 1))
    (call $lua_pushinteger (local.get $L) (i64.add (local.get $done) (i64.const 1)))
    (call $lua_pushinteger (local.get $L) (i64.extend_i32_u (global.get $count)))
    (local.set $status (call $lua_pcallk
      (local.get $L) (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 0)))
    (if (local.get $status) (then (return (local.get $status))))
    (if (i32.ne (global.get $stop) (i32.const 2)) (then (call $lua_settop (local.get $L) (i32.const -2))))
    (i32.const 0))

  ;; Evaluates the first row by itself, without the loop: for the lines of a rule to be watched it must not be there.
  (func (export "evaluate") (param $L i32) (result i32)
    (local $status i32)
    (i64.store (global.get $place) (i64.const 1))
    (global.set $stop (i32.const 0))
    (call $lua_pushvalue (local.get $L) (i32.const 1))
    (call $lua_pushinteger (local.get $L) (i64.const 0)) ;; the event's handle
    (local.set $status (call $lua_pcallk
      (local.get $L) (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 0)))
    (if (local.get $status) (then (return (local.get $status))))
    (if (call $lua_toboolean (local.get $L) (i32.const -1)) (then
      (global.set $stop (call $take (local.get $L) (i32.const -1)))))
    (if (i32.ne (global.get $stop) (i32.const 2)) (then (call $lua_settop (local.get $L) (i32.const -2))))
    (i32.const 0))

  (func $count_call
    (global.set $host_calls (i64.add (global.get $host_calls) (i64.const 1))))

  ;; What of Lua's own memory is read and written directly, as a call into Lua costs more than all that it does: of a
  ;; lua_State `top` (12) and `ci` (20); of a CallInfo `func` (0), behind which the arguments are; of a value, which has
  ;; 16 bytes, what it is (0) and its type (8), 3 for an integer.

  ;; The second argument, where the two first are integers that are not negative and fit 31 bits; else -1.
  (func $plain_field (param $L i32) (result i32)
    (local $function i32)
    (local $number i64)
    (local.set $function (i32.load (i32.load offset=20 (local.get $L))))
    (if (i32.lt_u (i32.sub (i32.load offset=12 (local.get $L)) (local.get $function)) (i32.const 48)) (then
      (return (i32.const -1))))
    (if (i32.ne (i32.load8_u offset=24 (local.get $function)) (i32.const 3)) (then (return (i32.const -1))))
    (if (i32.ne (i32.load8_u offset=40 (local.get $function)) (i32.const 3)) (then (return (i32.const -1))))
    (local.set $number (i64.load offset=32 (local.get $function)))
    (if (i64.gt_u (local.get $number) (i64.const 0x7fffffff)) (then (return (i32.const -1))))
    (i32.wrap_i64 (local.get $number)))

  ;; The field that the second argument names: its number, or for a path the number below zero that it was given.
  (func $field (param $L i32) (result i32)
    (local $type i32)
    (local $number i64)
    (local $text i32)
    (local $field i32)
    (call $count_call)
    (local.set $field (call $plain_field (local.get $L)))
    (if (i32.ge_s (local.get $field) (i32.const 0)) (then (return (local.get $field))))
    (drop (call $luaL_checknumber (local.get $L) (i32.const 1)))
    (local.set $type (call $lua_type (local.get $L) (i32.const 2)))
    (if (i32.eq (local.get $type) (i32.const 3)) (then
      (local.set $number (call $luaL_checkinteger (local.get $L) (i32.const 2)))
      (if (i64.gt_u (local.get $number) (i64.const 0xffffffff)) (then
        (drop (call $luaL_argerror (local.get $L) (i32.const 2) (global.get $field_range)))))
      (if (i64.gt_u (local.get $number) (i64.const 0x7fffffff)) (then
        (return (call $field_of_number (i32.wrap_i64 (local.get $number))))))
      (return (i32.wrap_i64 (local.get $number)))))
    (if (i32.ne (local.get $type) (i32.const 4)) (then
      (drop (call $luaL_typeerror (local.get $L) (i32.const 2) (global.get $field_expected)))))
    ;; A table that the function carries along knows the paths that were asked for before.
    (call $lua_pushvalue (local.get $L) (i32.const 2))
    (if (i32.eq (call $lua_rawget (local.get $L) (i32.const -1001001)) (i32.const 3)) (then
      (return (i32.trunc_sat_f64_s (call $lua_tonumberx (local.get $L) (i32.const -1) (i32.const 0))))))
    (local.set $text (call $lua_tolstring (local.get $L) (i32.const 2) (global.get $length)))
    (if (i32.gt_u (i32.load (global.get $length)) (global.get $longest_path)) (then
      (drop (call $luaL_argerror (local.get $L) (i32.const 2) (global.get $path_too_long)))))
    (local.set $field (call $field_of_path (local.get $text) (i32.load (global.get $length))))
    (if (i32.eqz (local.get $field)) (then
      (drop (call $luaL_argerror (local.get $L) (i32.const 2) (global.get $too_many_paths)))))
    (call $lua_pushvalue (local.get $L) (i32.const 2))
    (call $lua_pushinteger (local.get $L) (i64.extend_i32_s (local.get $field)))
    (call $lua_rawset (local.get $L) (i32.const -1001001))
    (local.get $field))

  (func $push_integer (param $L i32) (param $value f64)
    (local $top i32)
    (local.set $top (i32.load offset=12 (local.get $L)))
    (i64.store (local.get $top) (if (result i64) (f64.ne (local.get $value) (local.get $value))
      (then (call $wide))
      (else (i64.trunc_sat_f64_s (local.get $value)))))
    (i32.store8 offset=8 (local.get $top) (i32.const 3))
    (i32.store offset=12 (local.get $L) (i32.add (local.get $top) (i32.const 16))))

  (func (export "event_get_i64") (param $L i32) (result i32)
    (call $push_integer (local.get $L) (call $integer (call $field (local.get $L)) (call $row)))
    (i32.const 1))

  (func (export "event_get_u64") (param $L i32) (result i32)
    (local $value f64)
    (local.set $value (call $unsigned (call $field (local.get $L)) (call $row)))
    (if (f64.ge (local.get $value) (f64.const 0x1p63))
      (then (call $lua_pushnumber (local.get $L) (local.get $value)))
      (else (call $push_integer (local.get $L) (local.get $value))))
    (i32.const 1))

  (func (export "event_get_str") (param $L i32) (result i32)
    (local $length i32)
    (local.set $length (call $text (call $field (local.get $L)) (call $row)))
    (drop (call $lua_pushlstring (local.get $L) (global.get $text_place) (local.get $length)))
    (i32.const 1))

  (func (export "event_get_bool") (param $L i32) (result i32)
    (call $lua_pushboolean (local.get $L) (call $boolean (call $field (local.get $L)) (call $row)))
    (i32.const 1))

  ;; The pattern that the first argument names; 0 where there can be none.
  (func $pattern (param $L i32) (result i32)
    (local $id i64)
    (call $count_call)
    (local.set $id (call $luaL_checkinteger (local.get $L) (i32.const 1)))
    (if (i64.gt_u (local.get $id) (i64.const 0x7fffffff)) (then (return (i32.const 0))))
    (i32.wrap_i64 (local.get $id)))

  (func (export "re_match") (param $L i32) (result i32)
    (local $id i32)
    (local $text i32)
    (local.set $id (call $pattern (local.get $L)))
    (local.set $text (call $luaL_checklstring (local.get $L) (i32.const 2) (global.get $length)))
    (call $lua_pushboolean (local.get $L)
      (call $matches_regex (local.get $id) (local.get $text) (i32.load (global.get $length))))
    (i32.const 1))

  (func (export "glob_match") (param $L i32) (result i32)
    (local $id i32)
    (local $text i32)
    (local.set $id (call $pattern (local.get $L)))
    (local.set $text (call $luaL_checklstring (local.get $L) (i32.const 2) (global.get $length)))
    (call $lua_pushboolean (local.get $L)
      (call $matches_glob (local.get $id) (local.get $text) (i32.load (global.get $length))))
    (i32.const 1))

  (func (export "alert_emit") (param $L i32) (result i32)
    (call $count_call)
    (drop (call $luaL_checknumber (local.get $L) (i32.const 1)))
    (call $lua_pushinteger (local.get $L) (i64.const 0))
    (i32.const 1))

  ;; The frame (a CallInfo of Lua) that runs now, and the functions that passed by.
  (global $running_frame (mut i32) (i32.const 0))
  (global $passed_by (mut i32) (i32.const 0))

  ;; lua_Hook, for lines and returns. Of lua_Debug it reads the event, `currentline` and `i_ci`; of a CallInfo what
  ;; `previous` is. Most returns are those of functions that the running line called, and need no crossing.
  (func (export "line_hook") (param $L i32) (param $debug i32)
    (local $frame i32)
    (local $caller i32)
    (local.set $frame (i32.load offset=104 (local.get $debug)))
    (if (i32.eq (i32.load (local.get $debug)) (i32.const 2)) ;; a line
      (then
        (global.set $running_frame (call $line_began (local.get $L) (local.get $debug)
          (i32.load offset=24 (local.get $debug)) (local.get $frame) (global.get $passed_by))))
      (else
        (local.set $caller (i32.load offset=8 (local.get $frame)))
        (if (i32.eq (local.get $caller) (global.get $running_frame)) (then
          (global.set $passed_by (i32.add (global.get $passed_by) (i32.const 1)))
          (return)))
        (global.set $running_frame
          (call $call_ended (local.get $frame) (local.get $caller) (global.get $passed_by)))))
    (global.set $passed_by (i32.const 0)))

  ;; What `print` and `warn` do.
  (func (export "say_nothing") (param $L i32) (result i32)
    (i32.const 0)))
