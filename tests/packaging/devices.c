/* What a container lacks: a plug for the monitor, and sleep.
 *
 * Loaded before cage and the kiosk (LD_PRELOAD). It gives wlroots' headless backend what a cable is to a real one:
 * SIGUSR1 unplugs every monitor, SIGUSR2 plugs one in, sent to cage. And the clocks that go on while a machine sleeps
 * are ahead by so many seconds as the file that DEVICES_CLOCK names says, in eight bytes; CLOCK_MONOTONIC is not.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { MONITORS = 64, WIDTH = 1280, HEIGHT = 720 };

static void *backend;
static void *monitors[MONITORS];
static int count;

static void *next(const char *name) { return dlsym(RTLD_NEXT, name); }

/* wlroots: a monitor is added. */
void *wlr_headless_add_output(void *to, unsigned int width, unsigned int height) {
    void *(*add)(void *, unsigned int, unsigned int) = next("wlr_headless_add_output");
    void *monitor = add(to, width, height);
    if (monitor && count < MONITORS)
        monitors[count++] = monitor;
    return monitor;
}

static int unplug(int signal, void *data) {
    void (*destroy)(void *) = dlsym(RTLD_DEFAULT, "wlr_output_destroy");
    while (count)
        destroy(monitors[--count]);
    return 0;
}

static int plug_in(int signal, void *data) {
    wlr_headless_add_output(backend, WIDTH, HEIGHT);
    return 0;
}

/* wlroots: the backend is made, at the start of cage. */
void *wlr_headless_backend_create(void *loop) {
    void *(*create)(void *) = next("wlr_headless_backend_create");
    void *(*hear)(void *, int, int (*)(int, void *), void *) = dlsym(RTLD_DEFAULT, "wl_event_loop_add_signal");
    backend = create(loop);
    hear(loop, SIGUSR1, unplug, NULL);
    hear(loop, SIGUSR2, plug_in, NULL);
    return backend;
}

/* The C library: what time it is. */
int clock_gettime(clockid_t clock, struct timespec *now) {
    static int (*real)(clockid_t, struct timespec *);
    static volatile int64_t *ahead;
    if (!real)
        real = next("clock_gettime");
    int failed = real(clock, now);
    if (failed || (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE && clock != CLOCK_BOOTTIME))
        return failed;
    if (!ahead) {
        const char *name = getenv("DEVICES_CLOCK");
        int file = name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
        void *page = file < 0 ? MAP_FAILED : mmap(NULL, sizeof *ahead, PROT_READ, MAP_SHARED, file, 0);
        if (file >= 0)
            close(file);
        if (page == MAP_FAILED)
            return 0;
        ahead = page;
    }
    now->tv_sec += *ahead;
    return 0;
}
