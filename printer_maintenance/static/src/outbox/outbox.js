/**
 * What waits on the telephone until there is a connection: kept by the browser, so that neither a lost connection nor
 * a closed page loses it. Where the browser keeps nothing (private windows), it lasts as long as the page.
 */
export class Outbox {
    /** @param {string} name one store per database and person: telephones are passed on */
    constructor(name) {
        this.name = name;
        this.isLasting = true;
        this.memory = { deeds: new Map(), day: new Map() };
    }

    async open() {
        try {
            this.db = await asPromise(this._openRequest());
        } catch {
            this.isLasting = false;
        }
    }

    _openRequest() {
        const request = indexedDB.open(this.name, 1);
        request.onupgradeneeded = () => {
            request.result.createObjectStore("deeds", { keyPath: "uid" });
            request.result.createObjectStore("day", { keyPath: "key" });
        };
        return request;
    }

    /** All deeds that have not been delivered, in the order in which they were done. */
    async deeds() {
        const found = await this._run("deeds", "readonly", (store) => store.getAll());
        return found.sort((one, other) => one.order - other.order);
    }

    put(deed) {
        return this._run("deeds", "readwrite", (store) => store.put(plain(deed)));
    }

    remove(uid) {
        return this._run("deeds", "readwrite", (store) => store.delete(uid));
    }

    /** The day as it was last read, to be shown without a connection. */
    async day() {
        const kept = await this._run("day", "readonly", (store) => store.get("day"));
        return kept?.value;
    }

    keepDay(value) {
        return this._run("day", "readwrite", (store) =>
            store.put({ key: "day", value: plain(value) }),
        );
    }

    async _run(name, mode, act) {
        if (!this.isLasting) {
            return act(new MemoryStore(this.memory[name]));
        }
        return asPromise(act(this.db.transaction(name, mode).objectStore(name)));
    }
}

/** The few calls of an object store that are used, without one. */
class MemoryStore {
    constructor(map) {
        this.map = map;
    }
    getAll() {
        return [...this.map.values()];
    }
    get(key) {
        return this.map.get(key);
    }
    put(value) {
        this.map.set(value.uid || value.key, value);
    }
    delete(key) {
        this.map.delete(key);
    }
}

/** What reacts to changes cannot be stored; what is stored is plain. */
function plain(value) {
    return JSON.parse(JSON.stringify(value));
}

function asPromise(request) {
    return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
}
