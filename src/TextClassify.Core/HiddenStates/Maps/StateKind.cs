using System.Text.Json.Serialization;

namespace TextClassify.HiddenStates.Maps;

/// <summary>Which states a map shows; states of two kinds are never in one map.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StateKind>))]
public enum StateKind
{
    [JsonStringEnumMemberName("forward")]
    Forward,

    [JsonStringEnumMemberName("backward")]
    Backward,

    [JsonStringEnumMemberName("word")]
    Word,
}
