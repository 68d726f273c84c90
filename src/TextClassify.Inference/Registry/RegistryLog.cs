using Microsoft.Extensions.Logging;

namespace TextClassify.Inference.Registry;

internal static partial class RegistryLog
{
    [LoggerMessage(1, LogLevel.Information, "Model {Name} {Version} ({Sha256}) serves on {Provider} after {Milliseconds:F0} ms.")]
    public static partial void Loaded(
        ILogger logger, string name, string version, string sha256, ExecutionProvider provider, double milliseconds);

    [LoggerMessage(2, LogLevel.Error, "Package {Name} {Version} is refused: {Refusal}")]
    public static partial void Refused(ILogger logger, string name, string version, string refusal);

    [LoggerMessage(3, LogLevel.Warning, "No model is loaded from {Directory}; {Refused} packages are refused.")]
    public static partial void NothingLoaded(ILogger logger, string directory, int refused);

    [LoggerMessage(4, LogLevel.Warning, "The default model {Name} is not loaded; {Instead} answers instead.")]
    public static partial void DefaultMissing(ILogger logger, string name, string instead);

    [LoggerMessage(EventId = 5, Message = "Models run on {Effective}; {Requested} was asked for. {Reason}")]
    public static partial void Provider(
        ILogger logger, LogLevel level, ExecutionProvider effective, ExecutionProvider requested, string reason);

    [LoggerMessage(6, LogLevel.Warning, "Model {Name} {Version} serves without a map: {Refusal}")]
    public static partial void MapRefused(ILogger logger, string name, string version, string refusal);

    [LoggerMessage(7, LogLevel.Information, "Model {Name} {Version} answers; before it {Before} did.")]
    public static partial void Activated(ILogger logger, string name, string version, string before);

    [LoggerMessage(8, LogLevel.Information, "Model {Name} {Version} is unloaded; {Leases} requests still have it.")]
    public static partial void Unloaded(ILogger logger, string name, string version, int leases);

    [LoggerMessage(9, LogLevel.Information, "Model {Name} {Version} is released.")]
    public static partial void Released(ILogger logger, string name, string version);

    [LoggerMessage(
        10, LogLevel.Warning, "That {Name} {Version} is active is not kept in the models' folder, so a restart forgets it: {Reason}")]
    public static partial void NotKept(ILogger logger, string name, string version, string reason);

    [LoggerMessage(12, LogLevel.Warning, "The files of {Name} {Version} changed; the loaded ones go on serving. A package is published "
        + "under a new version.")]
    public static partial void Changed(ILogger logger, string name, string version);

    [LoggerMessage(13, LogLevel.Information, "Model {Name}: {Canary} takes {Weight} of the traffic, {Shadow} is compared.")]
    public static partial void Traffic(ILogger logger, string name, string canary, double weight, string shadow);

    [LoggerMessage(14, LogLevel.Error, "The sessions of {Name} {Version} could not be closed.")]
    public static partial void NotReleased(ILogger logger, Exception? exception, string name, string version);
}
