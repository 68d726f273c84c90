namespace TextClassify.Training.Native;

/// <summary>libtorch can't be loaded here; the message is one sentence for the user.</summary>
internal sealed class TorchUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
