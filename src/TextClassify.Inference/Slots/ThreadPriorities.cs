using System.Runtime.InteropServices;

namespace TextClassify.Inference.Slots;

/// <summary>Makes the calling thread give way to others of the process and of the machine.</summary>
public static class ThreadPriorities
{
    private const int LowestNice = 19;

    // A thread's weight falls by this factor with each step of niceness (kernel/sched/core.c, sched_prio_to_weight).
    private const double WeightOfAStep = 1.25;

    /// <summary>
    /// On Linux the thread gets about this share of a core that one thread of ordinary priority wants as well, and all of an idle one.
    /// Elsewhere the system knows no shares, and it is one class below normal.
    /// </summary>
    /// <param name="share">Between 0 and 0.5.</param>
    public static void Lower(double share)
    {
        if (!OperatingSystem.IsLinux())
        {
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
            return;
        }

        try
        {
            // Fails only where a sandbox forbids the call; then the thread is as others are.
            _ = SetPriority(0, 0, Nice(share));
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // A C library of another name: the same.
        }
    }

    /// <summary>The step whose weight is nearest to that share beside a thread of weight 1, 0 to 19.</summary>
    internal static int Nice(double share) => Math.Clamp((int)Math.Round(Math.Log((1 - share) / share, WeightOfAStep)), 0, LowestNice);

    // PRIO_PROCESS of 0 is the calling thread: Linux keeps niceness by thread, against POSIX (setpriority(2), "C library/kernel
    // differences").
    [DllImport("libc", EntryPoint = "setpriority", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, int who, int priority);
}
