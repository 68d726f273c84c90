namespace TextClassify.Inference.Settings;

/// <summary>Where a model is asked to run.</summary>
public enum ExecutionProvider
{
    /// <summary>CUDA where it is there, else the CPU.</summary>
    Auto,

    Cpu,

    /// <summary>CUDA; where it is not there, the CPU with a warning.</summary>
    Cuda,
}
