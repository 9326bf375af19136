;; Stands between a Lua state and the program, inside the state's own Wasm world, so that what happens millions of
;; times does not cross into JavaScript: the allocator that counts and limits what the state holds, the loop over the
;; events of a batch, and the `kestrel` functions, which cross once per call.
;;
;; scripts/generate-lua-bridge.mjs assembles it.
(module
  (import "lua" "memory" (memory 1))
  (import "lua" "realloc" (func $realloc (param i32 i32) (result i32)))
  (import "lua" "free" (func $free (param i32)))
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

  (global $bytes (export "bytes") (mut i32) (i32.const 0))
  (global $peak_bytes (export "peak_bytes") (mut i32) (i32.const 0))
  (global $limit_bytes (export "limit_bytes") (mut i32) (i32.const -1))
  ;; No block ever reached further than here.
  (global $heap_end (export "heap_end") (mut i32) (i32.const 0))
  (global $text_place (export "text_place") (mut i32) (i32.const 0))
  (global $host_calls (export "host_calls") (mut i64) (i64.const 0))
  ;; The batch: addresses of rows, how many, the next one's place, how many matched, the row at hand.
  (global $rows (mut i32) (i32.const 0))
  (global $count (mut i32) (i32.const 0))
  (global $next (export "next") (mut i32) (i32.const 0))
  (global $matched (export "matched") (mut i32) (i32.const 0))
  (global $row (export "row") (mut i32) (i32.const -1))
  (global $stops_at_match (mut i32) (i32.const 0))
  ;; Why `drive` came back without an error: 0 the batch is done, 1 a match, 2 a result that is neither match nor none.
  (global $stop (export "stop") (mut i32) (i32.const 0))

  ;; lua_Alloc. Lua collects its garbage and asks again when it is refused, then raises "not enough memory".
  (func (export "alloc") (param $unused i32) (param $block i32) (param $old i32) (param $new i32) (result i32)
    (local $total i32)
    (if (i32.eqz (local.get $new)) (then
      (if (local.get $block) (then
        (global.set $bytes (i32.sub (global.get $bytes) (local.get $old)))
        (call $free (local.get $block))))
      (return (i32.const 0))))
    ;; Without a block the old size is the kind of object that is wanted.
    (if (i32.eqz (local.get $block)) (then (local.set $old (i32.const 0))))
    (if (i32.gt_u (local.get $new) (local.get $old)) (then
      (if (i32.gt_u (i32.sub (local.get $new) (local.get $old))
                    (i32.sub (global.get $limit_bytes) (global.get $bytes))) (then (return (i32.const 0))))))
    (local.set $total (i32.add (i32.sub (global.get $bytes) (local.get $old)) (local.get $new)))
    (local.set $block (call $realloc (local.get $block) (local.get $new)))
    (if (i32.eqz (local.get $block)) (then (return (i32.const 0))))
    (global.set $bytes (local.get $total))
    (if (i32.gt_u (local.get $total) (global.get $peak_bytes)) (then (global.set $peak_bytes (local.get $total))))
    (local.set $total (i32.add (local.get $block) (local.get $new)))
    (if (i32.gt_u (local.get $total) (global.get $heap_end)) (then (global.set $heap_end (local.get $total))))
    (local.get $block))

  (func (export "begin") (param $rows i32) (param $count i32) (param $stops_at_match i32)
    (global.set $rows (local.get $rows))
    (global.set $count (local.get $count))
    (global.set $stops_at_match (local.get $stops_at_match))
    (global.set $next (i32.const 0))
    (global.set $matched (i32.const 0)))

  ;; 0 no match, 1 match, 2 neither, of the value on top of the stack.
  (func $verdict (param $L i32) (result i32)
    (local $type i32)
    (local $number f64)
    (if (i32.eqz (call $lua_toboolean (local.get $L) (i32.const -1))) (then (return (i32.const 0))))
    (local.set $type (call $lua_type (local.get $L) (i32.const -1)))
    (if (i32.eq (local.get $type) (i32.const 1)) (then (return (i32.const 1)))) ;; boolean
    (if (i32.eq (local.get $type) (i32.const 3)) (then ;; number
      (local.set $number (call $lua_tonumberx (local.get $L) (i32.const -1) (i32.const 0)))
      (if (f64.eq (local.get $number) (f64.const 0)) (then (return (i32.const 0))))
      (if (f64.eq (local.get $number) (f64.const 1)) (then (return (i32.const 1))))))
    (i32.const 2))

  ;; Evaluates events with `pred_eval`, which is the first value on the stack, until one needs attention, and goes on
  ;; from there when it is called again. Returns the status of the last call: if it is not 0, the error is on the stack;
  ;; the row at hand tells where. A result that is neither match nor none is left there, too.
  ;;
  ;; Every event is a protected call of its own, not every batch: such a call takes a block from the heap that the
  ;; rule's values are in, and their addresses, by which `pairs` walks some keys, must not depend on batches.
  (func (export "drive") (param $L i32) (result i32)
    (local $verdict i32)
    (local $status i32)
    (loop $evaluate
      (if (i32.ge_u (global.get $next) (global.get $count)) (then
        (global.set $stop (i32.const 0))
        (return (i32.const 0))))
      (global.set $row (i32.load (i32.add (global.get $rows) (i32.shl (global.get $next) (i32.const 2)))))
      (global.set $next (i32.add (global.get $next) (i32.const 1)))
      (call $lua_pushvalue (local.get $L) (i32.const 1))
      (call $lua_pushinteger (local.get $L) (i64.const 0)) ;; the event's handle
      (local.set $status (call $lua_pcallk
        (local.get $L) (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 0)))
      (if (local.get $status) (then (return (local.get $status))))
      (local.set $verdict (call $verdict (local.get $L)))
      (if (i32.eq (local.get $verdict) (i32.const 2)) (then
        (global.set $stop (i32.const 2))
        (return (i32.const 0))))
      (call $lua_settop (local.get $L) (i32.const -2))
      (br_if $evaluate (i32.eqz (local.get $verdict)))
      ;; Matches take the place of rows that are done.
      (i32.store (i32.add (global.get $rows) (i32.shl (global.get $matched) (i32.const 2))) (global.get $row))
      (global.set $matched (i32.add (global.get $matched) (i32.const 1)))
      (br_if $evaluate (i32.eqz (global.get $stops_at_match))))
    (global.set $stop (i32.const 1))
    (i32.const 0))

  (func $count_call
    (global.set $host_calls (i64.add (global.get $host_calls) (i64.const 1))))

  ;; The field that the second argument names: its number, or for a path the number below zero that it was given.
  (func $field (param $L i32) (result i32)
    (local $type i32)
    (local $number i64)
    (local $text i32)
    (local $field i32)
    (call $count_call)
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
    (if (f64.ne (local.get $value) (local.get $value))
      (then (call $lua_pushinteger (local.get $L) (call $wide)))
      (else (call $lua_pushinteger (local.get $L) (i64.trunc_sat_f64_s (local.get $value))))))

  (func (export "event_get_i64") (param $L i32) (result i32)
    (call $push_integer (local.get $L) (call $integer (call $field (local.get $L)) (global.get $row)))
    (i32.const 1))

  (func (export "event_get_u64") (param $L i32) (result i32)
    (local $value f64)
    (local.set $value (call $unsigned (call $field (local.get $L)) (global.get $row)))
    (if (f64.ge (local.get $value) (f64.const 0x1p63))
      (then (call $lua_pushnumber (local.get $L) (local.get $value)))
      (else (call $push_integer (local.get $L) (local.get $value))))
    (i32.const 1))

  (func (export "event_get_str") (param $L i32) (result i32)
    (local $length i32)
    (local.set $length (call $text (call $field (local.get $L)) (global.get $row)))
    (drop (call $lua_pushlstring (local.get $L) (global.get $text_place) (local.get $length)))
    (i32.const 1))

  (func (export "event_get_bool") (param $L i32) (result i32)
    (call $lua_pushboolean (local.get $L) (call $boolean (call $field (local.get $L)) (global.get $row)))
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
