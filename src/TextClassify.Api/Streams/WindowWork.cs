using System.Text.Json.Serialization.Metadata;

namespace TextClassify.Api.Streams;

/// <summary>What a verb does with the inputs of a window, and how a result of it is written.</summary>
/// <param name="RunAsync">Gives one result an item, in their order, and where the time went.</param>
/// <param name="Type">Of a result.</param>
internal sealed record WindowWork<T>(
    Func<StreamWindow, CancellationToken, Task<(T[] Results, TimeSpan Queue, TimeSpan Compute)>> RunAsync, JsonTypeInfo<T> Type);
