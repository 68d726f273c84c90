using Microsoft.Extensions.Logging;

namespace TextClassify.Inference.Loading;

internal static partial class LoadLog
{
    [LoggerMessage(15, LogLevel.Error, "Package {Name} {Version} cannot be read: {File} holds what nobody foresaw.")]
    public static partial void Unforeseen(ILogger logger, Exception exception, string name, string version, string file);
}
