namespace RxOfctl.Protocol.Errors;

// OFPET_HELLO_FAILED: the two ends agree on no version, so these must be readable in any, also in one that is not defined yet.
[ErrorTable("HelloFailed", "OFPHFC", """
    INCOMPATIBLE all:0/0 | The two ends have no version in common.
    EPERM        all:0/1 | The peer may not connect.
    """)]

// OFPET_BAD_REQUEST: the request was not understood, or is refused.
[ErrorTable("BadRequest", "OFPBRC", """
    BAD_VERSION               1.0+:1/0                  | The version in the header is not supported.
    BAD_TYPE                  1.0+:1/1                  | The message type is not supported.
    BAD_MULTIPART             1.0+:1/2 | The type of the multipart (statistics) request is not supported. | OFPBRC_BAD_STAT before 1.3
    BAD_EXPERIMENTER          1.0+:1/3 | The experimenter of the message or multipart request is not supported. | OFPBRC_BAD_VENDOR in 1.0
    BAD_EXP_TYPE              1.0+:1/4 | The experimenter is supported, this type of message of it is not. | OFPBRC_BAD_SUBTYPE before 1.2
    EPERM                     1.0+:1/5                  | The controller may not make this request.
    BAD_LEN                   1.0+:1/6                  | The length of the request does not fit its type.
    BUFFER_EMPTY              1.0+:1/7                  | The buffer was used already.
    BUFFER_UNKNOWN            1.0+:1/8                  | The buffer does not exist.
    BAD_TABLE_ID              1.1+:1/9 nx1.0:1/512      | The table id is invalid, or there is no such table.
    IS_SLAVE                  1.2+:1/10 | The controller has the slave role, in which it may only read. | OFPBRC_IS_SECONDARY in OVS
    BAD_PORT                  1.2+:1/11 nx1.0-1.1:1/514 | The port is invalid or missing.
    BAD_PACKET                1.2+:1/12                 | The packet of the packet-out is invalid.
    MULTIPART_BUFFER_OVERFLOW 1.3+:1/13                 | The multipart request is longer than the switch can buffer.
    MULTIPART_REQUEST_TIMEOUT 1.4+:1/14 onf1.3:2640     | The next part of the multipart request did not come in time.
    MULTIPART_REPLY_TIMEOUT   1.4+:1/15 onf1.3:2641     | The next part of the multipart reply did not come in time.
    MULTIPART_BAD_SCHED       1.5:1/16                  | The switch could not take the scheduling tolerance of a bundle features request.
    PIPELINE_FIELDS_ONLY      1.5:1/17                  | The match may hold pipeline fields only, and holds others.
    UNKNOWN                   1.5:1/18                  | The request failed for a reason that the switch does not name.
    """)]

// OFPET_BAD_ACTION: an action is wrong.
[ErrorTable("BadAction", "OFPBAC", """
    BAD_TYPE           1.0+:2/0                  | The action type is unknown or not supported.
    BAD_LEN            1.0+:2/1                  | The length of an action, or of the list of them, is wrong.
    BAD_EXPERIMENTER   1.0+:2/2                  | The experimenter of the action is unknown. | OFPBAC_BAD_VENDOR in 1.0
    BAD_EXP_TYPE       1.0+:2/3 | The experimenter is known, this type of action of it is not. | OFPBAC_BAD_VENDOR_TYPE in 1.0
    BAD_OUT_PORT       1.0+:2/4                  | The output port is not valid.
    BAD_ARGUMENT       1.0+:2/5                  | The argument of an action is bad.
    EPERM              1.0+:2/6                  | The controller may not use this action.
    TOO_MANY           1.0+:2/7                  | There are more actions than the switch can take.
    BAD_QUEUE          1.0+:2/8                  | The output queue is not valid.
    BAD_OUT_GROUP      1.1+:2/9 nx1.0:2/9        | The group to which an action sends is not valid.
    MATCH_INCONSISTENT 1.1+:2/10 nx1.0:1/522     | The action does not fit the match, or a prerequisite of its field is not met.
    UNSUPPORTED_ORDER  1.1+:2/11                 | The switch cannot apply the actions of the list in this order.
    BAD_TAG            1.1+:2/12                 | An action uses a tag or encapsulation that is not supported.
    BAD_SET_TYPE       1.2+:2/13 nx1.0-1.1:1/523 | The field to set is unknown or not supported.
    BAD_SET_LEN        1.2+:2/14 nx1.0-1.1:1/524 | The length of the field to set is wrong, or the action reaches past its end.
    BAD_SET_ARGUMENT   1.2+:2/15 nx1.0-1.1:1/525 | The field cannot be set, or not to this value.
    BAD_SET_MASK       1.5:2/16 onf1.3-1.4:4250  | The field to set has a mask that is not supported.
    BAD_METER          1.5:2/17                  | The meter of a meter action is not valid.
    """)]

// OFPET_BAD_INSTRUCTION: an instruction is wrong. From 1.1 on.
[ErrorTable("BadInstruction", "OFPBIC", """
    UNKNOWN_INST        1.1+:3/0                             | The instruction is unknown.
    UNSUP_INST          1.1+:3/1 nx1.0:2/257                 | The switch, or the table, does not support the instruction.
    BAD_TABLE_ID        1.1+:3/2                             | The table to go to is not valid.
    UNSUP_METADATA      1.1+:3/3                             | The datapath does not support this metadata value.
    UNSUP_METADATA_MASK 1.1+:3/4                             | The datapath does not support this metadata mask.
    BAD_EXPERIMENTER    1.1+:3/5 | The experimenter of the instruction is unknown. | OFPBIC_UNSUP_EXP_INST in 1.1, also for BAD_EXP_TYPE
    BAD_EXP_TYPE        1.2+:3/6                             | The experimenter is known, this type of instruction of it is not.
    BAD_LEN             1.2+:3/7                             | The length of an instruction, or of the list of them, is wrong.
    EPERM               1.2+:3/8                             | The controller may not use this instruction.
    DUP_INST            1.4+:3/9 nx1.1:3/256 onf1.2-1.3:2600 | The same instruction stands twice.
    """)]

// OFPET_BAD_MATCH: a match is wrong. From 1.1 on.
[ErrorTable("BadMatch", "OFPBMC", """
    BAD_TYPE         1.1+:4/0                  | The match type is not supported.
    BAD_LEN          1.1+:4/1                  | The length of the match, or of a field in it, is wrong.
    BAD_TAG          1.1+:4/2                  | The match uses a tag or encapsulation that is not supported.
    BAD_DL_ADDR_MASK 1.1+:4/3                  | The switch cannot match a data link address under this mask.
    BAD_NW_ADDR_MASK 1.1+:4/4                  | The switch cannot match a network address under this mask.
    BAD_WILDCARDS    1.1+:4/5 nx1.0:1/262      | The switch cannot leave this combination of fields out, or mask it.
    BAD_FIELD        1.1+:4/6 nx1.0:0/263      | A field of the match is not supported.
    BAD_VALUE        1.1+:4/7 nx1.0:1/258      | The value of a field of the match is not supported.
    BAD_MASK         1.2+:4/8 nx1.0-1.1:1/259  | The mask of a field of the match is not supported.
    BAD_PREREQ       1.2+:4/9 nx1.0-1.1:1/260  | A field stands in the match without the fields that it requires.
    DUP_FIELD        1.2+:4/10 nx1.0-1.1:1/261 | A field stands twice in the match.
    EPERM            1.2+:4/11                 | The controller may not use this match.
    """)]

// OFPET_FLOW_MOD_FAILED: the flow entry could not be changed. Type 3 in 1.0, where there are no instructions and no match errors,
// and 5 since.
[ErrorTable("FlowModFailed", "OFPFMFC", """
    UNKNOWN           1.1+:5/0                         | The flow entry could not be changed, for a reason that the switch does not name.
    TABLE_FULL        1.0:3/0 1.1+:5/1                 | The flow entry was not added: the table is full. | OFPFMFC_ALL_TABLES_FULL in 1.0
    BAD_TABLE_ID      1.1+:5/2                         | There is no such table.
    OVERLAP           1.0:3/1 1.1+:5/3 | The flow entry overlaps another of the same priority, and was to be checked for that.
    EPERM             1.0:3/2 1.1+:5/4                 | The controller may not change this flow entry.
    BAD_TIMEOUT       1.1+:5/5                         | The flow entry was not added: its idle or hard timeout is not supported.
    BAD_EMERG_TIMEOUT 1.0:3/3                          | The emergency flow entry was not added: it has an idle or hard timeout.
    BAD_COMMAND       1.0:3/4 1.1+:5/6                 | The flow-mod command is unknown or not supported.
    UNSUPPORTED       1.0:3/5                          | The switch cannot process the list of actions in this order.
    BAD_FLAGS         1.2+:5/7 nx1.0:3/258 nx1.1:5/258 | The flow-mod flags are unknown or not supported.
    CANT_SYNC         1.4+:5/8 onf1.3:2320             | The flow entry cannot be kept the same in the synchronized tables.
    BAD_PRIORITY      1.4+:5/9 onf1.3:2360             | The priority is not supported.
    IS_SYNC           1.4+:5/10                        | The flow entry comes from a synchronized table and can only be read.
    """)]

// OFPET_GROUP_MOD_FAILED: the group could not be changed. From 1.1 on.
[ErrorTable("GroupModFailed", "OFPGMFC", """
    GROUP_EXISTS         1.1+:6/0 nx1.0:6/0   | The group was not added: there is one of this id.
    INVALID_GROUP        1.1+:6/1 nx1.0:6/1   | The group was not added: it is not valid.
    WEIGHT_UNSUPPORTED   1.1+:6/2 nx1.0:6/2   | The switch cannot share load unequally between the buckets of a select group.
    OUT_OF_GROUPS        1.1+:6/3 nx1.0:6/3   | The group table is full.
    OUT_OF_BUCKETS       1.1+:6/4 nx1.0:6/4   | The group has more buckets than the switch can take.
    CHAINING_UNSUPPORTED 1.1+:6/5 nx1.0:6/5   | The switch does not support a group that sends to a group.
    WATCH_UNSUPPORTED    1.1+:6/6 nx1.0:6/6   | The group cannot watch this port or group.
    LOOP                 1.1+:6/7 nx1.0:6/7   | The group would send to itself, directly or through others.
    UNKNOWN_GROUP        1.1+:6/8 nx1.0:6/8   | The group was not modified: there is none of this id.
    CHAINED_GROUP        1.2+:6/9 nx1.0:6/9   | The group was not deleted: another one sends to it.
    BAD_TYPE             1.2+:6/10 nx1.0:6/10 | The group type is unknown or not supported.
    BAD_COMMAND          1.2+:6/11 nx1.0:6/11 | The group-mod command is unknown or not supported.
    BAD_BUCKET           1.2+:6/12 nx1.0:6/12 | A bucket of the group is wrong.
    BAD_WATCH            1.2+:6/13 nx1.0:6/13 | The port or group that a bucket watches is wrong.
    EPERM                1.2+:6/14 nx1.0:6/14 | The controller may not change this group.
    UNKNOWN_BUCKET       1.5:6/15 nx1.0:6/15  | The group has no bucket of the id that a command names.
    BUCKET_EXISTS        1.5:6/16 nx1.0:6/16  | The bucket was not inserted: the group has one of this id.
    """)]

// OFPET_PORT_MOD_FAILED: the port could not be changed. Type 4 in 1.0 and 7 since.
[ErrorTable("PortModFailed", "OFPPMFC", """
    BAD_PORT      1.0:4/0 1.1+:7/0 | There is no such port.
    BAD_HW_ADDR   1.0:4/1 1.1+:7/1 | The hardware address is not that of the port.
    BAD_CONFIG    1.1+:7/2         | The port configuration is not valid.
    BAD_ADVERTISE 1.1+:7/3         | The features that the port shall advertise are not valid.
    EPERM         1.2+:7/4         | The controller may not change this port.
    """)]

// OFPET_TABLE_MOD_FAILED: the table could not be changed. From 1.1 on.
[ErrorTable("TableModFailed", "OFPTMFC", """
    BAD_TABLE  1.1+:8/0 | There is no such table.
    BAD_CONFIG 1.1+:8/1 | The table configuration is not valid.
    EPERM      1.2+:8/2 | The controller may not change this table.
    """)]

// OFPET_QUEUE_OP_FAILED: the queue could not be read. Type 5 in 1.0 and 9 since.
[ErrorTable("QueueOpFailed", "OFPQOFC", """
    BAD_PORT  1.0:5/0 1.1+:9/0 | The port is not valid, or there is no such port.
    BAD_QUEUE 1.0:5/1 1.1+:9/1 | There is no such queue.
    EPERM     1.0:5/2 1.1+:9/2 | The controller may not read this queue.
    """)]

// OFPET_SWITCH_CONFIG_FAILED: the configuration of the switch could not be set. From 1.1 on.
[ErrorTable("SwitchConfigFailed", "OFPSCFC", """
    BAD_FLAGS 1.1+:10/0 | The configuration flags are not valid.
    BAD_LEN   1.1+:10/1 | The number of bytes to send of a table miss is not valid.
    EPERM     1.2+:10/2 | The controller may not configure the switch.
    """)]

// OFPET_ROLE_REQUEST_FAILED: the role of the controller could not be changed. From 1.2 on.
[ErrorTable("RoleRequestFailed", "OFPRRFC", """
    STALE     1.2+:11/0                 | The generation id is older than one that the switch has seen.
    UNSUP     1.2+:11/1                 | The switch does not support a change of role.
    BAD_ROLE  1.2+:11/2 nx1.0-1.1:1/513 | The role is not valid.
    ID_UNSUP  1.5:11/3                  | The switch does not support a change of the controller's short id.
    ID_IN_USE 1.5:11/4                  | The short id is in use by another controller.
    """)]

// OFPET_METER_MOD_FAILED: the meter could not be changed. From 1.3 on.
[ErrorTable("MeterModFailed", "OFPMMFC", """
    UNKNOWN        1.3+:12/0  | The meter could not be changed, for a reason that the switch does not name.
    METER_EXISTS   1.3+:12/1  | The meter was not added: there is one of this id.
    INVALID_METER  1.3+:12/2  | The meter, or the meter that an action names, is not valid.
    UNKNOWN_METER  1.3+:12/3  | The meter was not modified, or not used by an action: there is none of this id.
    BAD_COMMAND    1.3+:12/4  | The meter-mod command is unknown or not supported.
    BAD_FLAGS      1.3+:12/5  | The combination of meter flags is not supported.
    BAD_RATE       1.3+:12/6  | The rate is not supported.
    BAD_BURST      1.3+:12/7  | The burst size is not supported.
    BAD_BAND       1.3+:12/8  | The band is not supported.
    BAD_BAND_VALUE 1.3+:12/9  | A value in the band is not supported.
    OUT_OF_METERS  1.3+:12/10 | The switch has no more meters.
    OUT_OF_BANDS   1.3+:12/11 | The meter has more bands than the switch can take.
    """)]

// OFPET_TABLE_FEATURES_FAILED: the features of tables could not be set. From 1.3 on; codes 2 to 4 became OFPET_BAD_PROPERTY in 1.4.
[ErrorTable("TableFeaturesFailed", "OFPTFFC", """
    BAD_TABLE    1.3+:13/0 | There is no such table.
    BAD_METADATA 1.3+:13/1 | The metadata mask is not valid.
    EPERM        1.3+:13/5 | The controller may not set the features of tables.
    BAD_CAPA     1.5:13/6  | The capabilities are not valid.
    BAD_MAX_ENT  1.5:13/7  | The maximum number of entries is not valid.
    BAD_FEATURES 1.5:13/8  | The features are not valid.
    BAD_COMMAND  1.5:13/9  | The command is not valid.
    TOO_MANY     1.5:13/10 | There are more flow tables than the switch can take.
    """)]

// OFPET_BAD_PROPERTY: a property is wrong. From 1.4 on; 1.3 knew the first three for table features alone.
[ErrorTable("BadProperty", "OFPBPC", """
    BAD_TYPE         1.3:13/2 1.4+:14/0 nx1.0-1.1:13/2 nx1.2:25 | The property type is unknown or not supported. | OFPTFFC_BAD_TYPE in 1.3
    BAD_LEN          1.3:13/3 1.4+:14/1 nx1.0-1.1:13/3 nx1.2:26    | The length of a property is wrong. | OFPTFFC_BAD_LEN in 1.3
    BAD_VALUE        1.3:13/4 1.4+:14/2 nx1.0-1.1:13/4 nx1.2:27    | The value of a property is not supported. | OFPTFFC_BAD_ARGUMENT in 1.3
    TOO_MANY         1.4+:14/3 nx1.0-1.1:14/3 nx1.2:28 onf1.3:4443 | There are more properties than the switch can take.
    DUP_TYPE         1.4+:14/4 nx1.0-1.1:14/4 nx1.2:29 onf1.3:4444 | A property of the same type stands twice.
    BAD_EXPERIMENTER 1.4+:14/5 nx1.0-1.1:14/5 nx1.2:30 onf1.3:4445 | The experimenter of the property is unknown.
    BAD_EXP_TYPE     1.4+:14/6 nx1.0-1.1:14/6 nx1.2:31 onf1.3:4446 | The experimenter is known, this type of property of it is not.
    BAD_EXP_VALUE    1.4+:14/7 nx1.0-1.1:14/7 nx1.2:32 onf1.3:4447 | The value of the experimenter's property is unknown.
    EPERM            1.4+:14/8 nx1.0-1.1:14/8 nx1.2:33 onf1.3:4448 | The controller may not use this property.
    """)]

// OFPET_ASYNC_CONFIG_FAILED: the filter of asynchronous messages could not be set. From 1.4 on, and in ONF extension 237 for 1.3.
[ErrorTable("AsyncConfigFailed", "OFPACFC", """
    INVALID     1.4+:15/0 onf1.3:2370 | A mask is not valid.
    UNSUPPORTED 1.4+:15/1 onf1.3:2371 | The switch does not support this configuration of asynchronous messages.
    EPERM       1.4+:15/2 onf1.3:2372 | The controller may not configure asynchronous messages.
    """)]

// OFPET_FLOW_MONITOR_FAILED: the flow monitor could not be set. From 1.4 on; Nicira's flow monitors have three of these before.
[ErrorTable("FlowMonitorFailed", "OFPMOFC", """
    UNKNOWN         1.4+:16/0                             | The flow monitor could not be set, for a reason that the switch does not name.
    MONITOR_EXISTS  1.4+:16/1 nx1.0-1.1:1/517 nx1.2-1.3:6 | The flow monitor was not added: there is one of this id.
    INVALID_MONITOR 1.4+:16/2                             | The flow monitor was not added: it is not valid.
    UNKNOWN_MONITOR 1.4+:16/3 nx1.0-1.1:1/519 nx1.2-1.3:8 | The flow monitor was not modified: there is none of this id.
    BAD_COMMAND     1.4+:16/4                             | The flow monitor command is unknown or not supported.
    BAD_FLAGS       1.4+:16/5 nx1.0-1.1:1/518 nx1.2-1.3:7 | The combination of flow monitor flags is not supported.
    BAD_TABLE_ID    1.4+:16/6                             | There is no such table.
    BAD_OUT         1.4+:16/7                             | The output port or group by which to select flow entries is wrong.
    """)]

// OFPET_BUNDLE_FAILED: the bundle could not be opened, filled, closed or committed. From 1.4 on, and in ONF extension 230 for 1.3.
[ErrorTable("BundleFailed", "OFPBFC", """
    UNKNOWN             1.4+:17/0 onf1.3:2300  | The bundle failed for a reason that the switch does not name.
    EPERM               1.4+:17/1 onf1.3:2301  | The controller may not use this bundle.
    BAD_ID              1.4+:17/2 onf1.3:2302  | There is no bundle of this id.
    BUNDLE_EXIST        1.4+:17/3 onf1.3:2303  | There is a bundle of this id already.
    BUNDLE_CLOSED       1.4+:17/4 onf1.3:2304  | The bundle is closed.
    OUT_OF_BUNDLES      1.4+:17/5 onf1.3:2305  | There are more bundles than the switch can take.
    BAD_TYPE            1.4+:17/6 onf1.3:2306  | The type of the bundle control message is unknown or not supported.
    BAD_FLAGS           1.4+:17/7 onf1.3:2307  | The bundle flags are unknown, not supported, or not those with which it was opened.
    MSG_BAD_LEN         1.4+:17/8 onf1.3:2308  | The length of the message to add is wrong.
    MSG_BAD_XID         1.4+:17/9 onf1.3:2309  | The xid of the message to add is used already, or is not that of the message around it.
    MSG_UNSUP           1.4+:17/10 onf1.3:2310 | A message of this type cannot be in the bundle.
    MSG_CONFLICT        1.4+:17/11 onf1.3:2311 | The message cannot be in one bundle with those that are in it.
    MSG_TOO_MANY        1.4+:17/12 onf1.3:2312 | There are more messages in the bundle than the switch can take.
    MSG_FAILED          1.4+:17/13 onf1.3:2313 | A message in the bundle failed.
    TIMEOUT             1.4+:17/14 onf1.3:2314 | The bundle was open for too long.
    BUNDLE_IN_PROGRESS  1.4+:17/15 onf1.3:2315 | Another bundle has the resource locked.
    SCHED_NOT_SUPPORTED 1.5:17/16              | The switch cannot commit a bundle at a given time.
    SCHED_FUTURE        1.5:17/17              | The time at which to commit is too far in the future.
    SCHED_PAST          1.5:17/18              | The time at which to commit is too far in the past.
    BAD_VERSION         nx1.4+:22              | The version of the message to add is not that of the message around it.
    """)]

// Errors that only Nicira's extensions have. The same error has a type and a code in 1.0 and 1.1, and one number since.
[ErrorTable("NiciraBadRequest", "NXBRC", """
    NXM_INVALID       nx1.0-1.1:1/256 nx1.2+:2  | The NXM match is not valid.
    NXM_BAD_TYPE      nx1.0-1.1:1/257 nx1.2+:3  | The NXM field, or its combination of field, mask and length, is not known.
    MUST_BE_ZERO      nx1.0-1.1:1/515 nx1.2+:4  | A part of the request that must be zero is not.
    BAD_REASON        nx1.0-1.1:1/516 nx1.2+:5  | The reason in a port-status message is not valid.
    FM_BAD_EVENT      nx1.0-1.1:1/520 nx1.2+:9  | The event in a flow monitor reply is not valid.
    UNENCODABLE_ERROR nx1.0-1.1:1/521 nx1.2+:10 | An error occurred that this version has no numbers for.
    """)]
[ErrorTable("NiciraBadAction", "NXBAC", """
    MUST_BE_ZERO        nx1.0-1.1:2/256 nx1.2+:11 | A part of an action that must be zero is not.
    BAD_CONJUNCTION     nx1.0-1.1:2/526 nx1.2+:15 | A conjunction action is not alone, or its clause numbers are out of range.
    BAD_HEADER_TYPE     nx1.3+:39                 | The packet type to encapsulate into, or out of, is not supported.
    UNKNOWN_ED_PROP     nx1.3+:40                 | A property of an encap or decap action is unknown.
    BAD_ED_PROP         nx1.3+:41                 | A property of an encap or decap action is wrong.
    CT_DATAPATH_SUPPORT nx1.0-1.1:1/265 nx1.2+:42 | An action needs connection tracking that the datapath does not have.
    """)]
[ErrorTable("NiciraBadMatch", "NXBMC", """
    CT_DATAPATH_SUPPORT nx1.0-1.1:1/264 nx1.2+:43 | The match needs connection tracking that the datapath does not have.
    """)]
[ErrorTable("NiciraFlowModFailed", "NXFMFC", """
    HARDWARE          nx1.0-1.1:5/256 nx1.2+:12 | The hardware failed to take the flow entry.
    BAD_TABLE_ID      nx1.0-1.1:5/257 nx1.2+:13 | The command of the flow-mod names a table that does not exist.
    INVALID_TLV_FIELD nx1.0-1.1:1/536 nx1.2+:37 | The flow entry has a field of variable length that is not valid.
    """)]
[ErrorTable("NiciraQueueOpFailed", "NXQOFC", """
    QUEUE_ERROR nx1.4+:23 | The system failed to read the details of the queue.
    """)]
[ErrorTable("NiciraTableFeaturesFailed", "NXTFFC", """
    DUP_TABLE nx1.3+:44 | A table stands twice in the request.
    """)]
[ErrorTable("NiciraTlvTableModFailed", "NXTTMFC", """
    BAD_COMMAND     nx1.0-1.1:1/527 nx1.2+:16 | The command for the tunnel option table is unknown.
    BAD_OPT_LEN     nx1.0-1.1:1/528 nx1.2+:17 | A tunnel option cannot have this length.
    BAD_FIELD_IDX   nx1.0-1.1:1/529 nx1.2+:18 | There is no tunnel metadata field of this index.
    TABLE_FULL      nx1.0-1.1:1/530 nx1.2+:19 | The tunnel options together are longer than the switch can take.
    ALREADY_MAPPED  nx1.0-1.1:1/531 nx1.2+:20 | The tunnel metadata field has an option already.
    DUP_ENTRY       nx1.0-1.1:1/532 nx1.2+:21 | The tunnel option belongs to another tunnel metadata field already.
    INVALID_TLV_DEL nx1.0-1.1:1/537 nx1.2+:38 | The tunnel option was not deleted: a flow entry uses it.
    """)]
[ErrorTable("NiciraResume", "NXR", """
    NOT_SUPPORTED nx1.0-1.1:1/533 nx1.2+:34 | The datapath cannot resume a paused packet.
    STALE         nx1.0-1.1:1/534 nx1.2+:35 | The continuation is not from this run of the switch.
    """)]
[ErrorTable("NiciraStats", "NXST", """
    NOT_CONFIGURED nx1.0-1.1:1/535 nx1.2+:36 | The protocol whose state is asked for is not configured.
    """)]
public sealed partial class OpenFlowError;
